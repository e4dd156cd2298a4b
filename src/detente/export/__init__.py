"""9. The same records as tables and files for other tools."""
