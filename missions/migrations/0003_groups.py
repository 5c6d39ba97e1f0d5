from typing import Any

from django.db import migrations

from missions.actions import groups


def allow(apps: Any, _schema_editor: Any) -> None:
    groups.allow(apps=apps)


class Migration(migrations.Migration):

    dependencies = [
        ('missions', '0002_promises_over_time'),
        ('auth', '0012_alter_user_first_name_max_length'),
        ('contenttypes', '0002_remove_content_type_name'),
    ]

    operations = [
        migrations.RunPython(allow, migrations.RunPython.noop),
    ]
