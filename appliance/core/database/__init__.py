"""The database of one box.

Owns: the engine, the table base, opening a session, migrations.
Does not own: tables; each room declares its own in tables.py.
Look here first: engine.py.
"""

from appliance.core.database.engine import Database
from appliance.core.database.tables import Table

__all__ = ["Database", "Table"]
