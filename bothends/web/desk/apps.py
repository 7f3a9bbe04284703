from django.apps import AppConfig


class Desk(AppConfig):
    name = "bothends.web.desk"
    label = "desk"
