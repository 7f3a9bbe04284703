"""Django, thin, cut by who is knocking: public (strangers), desk (staff), api (machines)."""
