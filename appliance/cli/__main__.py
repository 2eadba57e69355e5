"""Owns `python -m appliance.cli`."""

from appliance.cli.app import main

if __name__ == "__main__":
    main()
