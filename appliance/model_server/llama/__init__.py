"""Room: llama.cpp. The only files that import it."""
