from django.apps import AppConfig


class Store(AppConfig):
    name = "bothends.web.store"
    label = "store"
