from django.apps import AppConfig


class Public(AppConfig):
    name = "bothends.web.public"
    label = "public"
