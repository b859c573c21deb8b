// Room: see ARCHITECTURE.md.
