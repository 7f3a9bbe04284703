"""Keys, sealing, opening. Sealing and opening are two files so that the public pages can be kept from one."""
