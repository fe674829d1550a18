import django.core.validators
import django.db.models.deletion
import django.db.models.functions.comparison
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Source",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "slug",
                    models.SlugField(
                        help_text="The last part of the public address, such as “technopolis-law”. Permanent once printed: researchers cite it. Do not put a year into it unless the name has one.",
                        max_length=120,
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z0-9]+(-[a-z0-9]+)*$",
                                "Use lower-case letters a–z, digits and single hyphens, such as “industrial-cluster-project”.",
                            )
                        ],
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("published", "Published"),
                            ("revising", "Published, being revised"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=12,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("created_at", models.DateTimeField(editable=False, null=True)),
                (
                    "created_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("updated_at", models.DateTimeField(editable=False, null=True)),
                (
                    "updated_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "note",
                    models.TextField(
                        blank=True,
                        help_text="For the desk only; never printed. Say what is doubtful and what you looked for. Do not put facts here that readers should see.",
                        verbose_name="note for colleagues",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("article", "Article"),
                            ("report", "Report"),
                            ("slides", "Slides"),
                            ("dataset", "Data set"),
                            ("web-page", "Web page"),
                            ("cited-work", "Work cited by another source"),
                        ],
                        help_text="“Work cited by another source” if you have not read it yourself.",
                        max_length=12,
                    ),
                ),
                (
                    "heading",
                    models.CharField(
                        help_text="How lists name it: the title, or authors and year where it has none.", max_length=255
                    ),
                ),
                (
                    "title",
                    models.CharField(
                        blank=True, help_text="As on the title page, in its own language.", max_length=400
                    ),
                ),
                (
                    "title_ja",
                    models.CharField(
                        blank=True, help_text="Where there is one.", max_length=400, verbose_name="title (Japanese)"
                    ),
                ),
                (
                    "authors",
                    models.CharField(
                        blank=True, help_text="“Family, G.; Family, G.” in printed order.", max_length=300
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(blank=True, help_text="Year of publication.", null=True)),
                (
                    "year_printed",
                    models.CharField(
                        blank=True,
                        help_text="If it is more than a year: “2005a”, “forthcoming”.",
                        max_length=40,
                        verbose_name="year as printed",
                    ),
                ),
                (
                    "container",
                    models.CharField(blank=True, help_text="The journal or book it is part of.", max_length=300),
                ),
                ("publisher", models.CharField(blank=True, help_text="With the place, as printed.", max_length=300)),
                (
                    "language",
                    models.CharField(
                        blank=True,
                        help_text="ISO 639 code of the text: en, ja. Blank if nobody here has seen it.",
                        max_length=8,
                    ),
                ),
                (
                    "date_note",
                    models.TextField(
                        blank=True, help_text="What is known about author and date if the title page is silent."
                    ),
                ),
                (
                    "url",
                    models.URLField(
                        blank=True,
                        help_text="A permanent address (DOI, handle) if any.",
                        max_length=500,
                        verbose_name="address",
                    ),
                ),
                ("date_read", models.DateField(blank=True, help_text="The day on which we read it.", null=True)),
                ("licence", models.CharField(blank=True, help_text="If the source states one.", max_length=120)),
                (
                    "printed_reference",
                    models.TextField(blank=True, help_text="The reference as the citing document prints it."),
                ),
            ],
            options={
                "ordering": ["slug"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["draft", "published", "revising", "withdrawn"])),
                        name="source_status_is_known",
                        violation_error_message="The status must be draft, published, revising or withdrawn.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("version__gte", 1)),
                        name="source_version_from_one",
                        violation_error_message="Versions are counted from 1.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("created_at__isnull", True), ("created_by__isnull", True)),
                            models.Q(("created_at__isnull", False), ("created_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="source_created_in_pairs",
                        violation_error_message="Who created a record and when are kept together, or not at all.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("updated_at__isnull", True), ("updated_by__isnull", True)),
                            models.Q(("updated_at__isnull", False), ("updated_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="source_updated_in_pairs",
                        violation_error_message="Who changed a record and when are kept together, or not at all.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["article", "report", "slides", "dataset", "web-page", "cited-work"])
                        ),
                        name="source_kind_is_known",
                        violation_error_message="The kind of source must be one of the list.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Passage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "source",
                    models.ForeignKey(
                        help_text="The document you read it in yourself.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="passages",
                        to="records.source",
                    ),
                ),
                (
                    "locator",
                    models.CharField(
                        help_text="Page, section, table or slide: “p. 231”, “Table 1”. Do not leave readers searching.",
                        max_length=200,
                    ),
                ),
                (
                    "quote",
                    models.TextField(
                        help_text="Word for word, in the language of the source, at most 300 characters. Do not correct it.",
                        max_length=300,
                        verbose_name="quotation",
                    ),
                ),
            ],
            options={
                "ordering": ["source", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("locator", ""), _negated=True),
                        name="passage_has_locator",
                        violation_error_message="A passage needs a locator: say where in the source it stands.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("quote", ""), _negated=True),
                        name="passage_has_quote",
                        violation_error_message="A passage needs its quotation.",
                    ),
                    models.UniqueConstraint(
                        fields=("source", "locator", "quote"),
                        name="passage_once_per_source",
                        violation_error_message="This passage is already there; choose it instead of adding it again.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Place",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "slug",
                    models.SlugField(
                        help_text="The last part of the public address, such as “technopolis-law”. Permanent once printed: researchers cite it. Do not put a year into it unless the name has one.",
                        max_length=120,
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z0-9]+(-[a-z0-9]+)*$",
                                "Use lower-case letters a–z, digits and single hyphens, such as “industrial-cluster-project”.",
                            )
                        ],
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("published", "Published"),
                            ("revising", "Published, being revised"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=12,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("created_at", models.DateTimeField(editable=False, null=True)),
                (
                    "created_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("updated_at", models.DateTimeField(editable=False, null=True)),
                (
                    "updated_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "note",
                    models.TextField(
                        blank=True,
                        help_text="For the desk only; never printed. Say what is doubtful and what you looked for. Do not put facts here that readers should see.",
                        verbose_name="note for colleagues",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("economy", "Economy"),
                            ("economy-group", "Group of economies"),
                            ("region", "Region"),
                            ("prefecture", "Prefecture"),
                            ("city", "City"),
                            ("area", "Area"),
                        ],
                        help_text="Use “area” where the source does not say whether a city or a prefecture is meant.",
                        max_length=16,
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        blank=True,
                        help_text="Two digits, for prefectures only: 03 is Iwate.",
                        max_length=2,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^(0[1-9]|[1-3][0-9]|4[0-7])$", "A prefecture's code runs from 01 to 47."
                            )
                        ],
                        verbose_name="JIS X 0401 code",
                    ),
                ),
                (
                    "name_en",
                    models.CharField(
                        help_text="Without “Prefecture”: “Iwate”.", max_length=120, verbose_name="name (English)"
                    ),
                ),
                (
                    "name_ja",
                    models.CharField(
                        blank=True, help_text="In full: 岩手県.", max_length=120, verbose_name="name (Japanese)"
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        help_text="The next larger place: a prefecture's region, a city's prefecture.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parts",
                        to="records.place",
                    ),
                ),
                (
                    "meti_bureau",
                    models.CharField(
                        blank=True,
                        help_text="The regional bureau of METI responsible, such as “Tohoku Bureau of Economy, Trade and Industry”.",
                        max_length=120,
                        verbose_name="METI bureau",
                    ),
                ),
                (
                    "tile_column",
                    models.PositiveSmallIntegerField(
                        blank=True, help_text="Column on the tile map, 0 at the left. Prefectures only.", null=True
                    ),
                ),
                (
                    "tile_row",
                    models.PositiveSmallIntegerField(
                        blank=True, help_text="Row on the tile map, 0 at the top. Prefectures only.", null=True
                    ),
                ),
                (
                    "remark",
                    models.TextField(
                        blank=True, help_text="What readers should know about the name or the extent, in a sentence."
                    ),
                ),
            ],
            options={
                "ordering": ["slug"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["draft", "published", "revising", "withdrawn"])),
                        name="place_status_is_known",
                        violation_error_message="The status must be draft, published, revising or withdrawn.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("version__gte", 1)),
                        name="place_version_from_one",
                        violation_error_message="Versions are counted from 1.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("created_at__isnull", True), ("created_by__isnull", True)),
                            models.Q(("created_at__isnull", False), ("created_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="place_created_in_pairs",
                        violation_error_message="Who created a record and when are kept together, or not at all.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("updated_at__isnull", True), ("updated_by__isnull", True)),
                            models.Q(("updated_at__isnull", False), ("updated_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="place_updated_in_pairs",
                        violation_error_message="Who changed a record and when are kept together, or not at all.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["economy", "economy-group", "region", "prefecture", "city", "area"])
                        ),
                        name="place_kind_is_known",
                        violation_error_message="The kind of place must be one of the list.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("code", ""), _negated=True),
                        fields=("kind", "code"),
                        name="place_code_once_per_kind",
                        violation_error_message="Another place of this kind has that code.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("code", ""), ("kind", "prefecture"), _connector="OR"),
                        name="place_code_for_prefectures",
                        violation_error_message="Only prefectures have a JIS X 0401 code.",
                    ),
                    models.UniqueConstraint(
                        fields=("tile_column", "tile_row"),
                        name="place_tile_once",
                        violation_error_message="Another prefecture stands on that tile.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("tile_column__isnull", True), ("tile_row__isnull", True)),
                            models.Q(("tile_column__isnull", False), ("tile_row__isnull", False)),
                            _connector="OR",
                        ),
                        name="place_tile_in_pairs",
                        violation_error_message="A tile needs both its column and its row.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Term",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "slug",
                    models.SlugField(
                        help_text="The last part of the public address, such as “technopolis-law”. Permanent once printed: researchers cite it. Do not put a year into it unless the name has one.",
                        max_length=120,
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z0-9]+(-[a-z0-9]+)*$",
                                "Use lower-case letters a–z, digits and single hyphens, such as “industrial-cluster-project”.",
                            )
                        ],
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("published", "Published"),
                            ("revising", "Published, being revised"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=12,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("created_at", models.DateTimeField(editable=False, null=True)),
                (
                    "created_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("updated_at", models.DateTimeField(editable=False, null=True)),
                (
                    "updated_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "note",
                    models.TextField(
                        blank=True,
                        help_text="For the desk only; never printed. Say what is doubtful and what you looked for. Do not put facts here that readers should see.",
                        verbose_name="note for colleagues",
                    ),
                ),
                (
                    "scheme",
                    models.CharField(
                        choices=[
                            ("field", "Field of technology"),
                            ("dimension", "Dimension of evaluation"),
                            ("instrument", "Policy instrument"),
                        ],
                        help_text="The list it belongs to. Do not move a term to another list once it is used.",
                        max_length=20,
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        help_text="The word in the data, such as “human-resources”. Permanent once used.", max_length=80
                    ),
                ),
                (
                    "label_en",
                    models.CharField(
                        help_text="Sentence case: “Human resources”.", max_length=120, verbose_name="label (English)"
                    ),
                ),
                (
                    "label_ja",
                    models.CharField(
                        blank=True, help_text="Such as 人材.", max_length=120, verbose_name="label (Japanese)"
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        help_text="The broader term of the same list, if there is one.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="narrower",
                        to="records.term",
                    ),
                ),
                (
                    "stip_code",
                    models.CharField(
                        blank=True,
                        help_text="The code of that taxonomy which means the same. Leave blank rather than force a fit.",
                        max_length=40,
                        verbose_name="EC-OECD STIP Compass code",
                    ),
                ),
            ],
            options={
                "ordering": ["slug"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["draft", "published", "revising", "withdrawn"])),
                        name="term_status_is_known",
                        violation_error_message="The status must be draft, published, revising or withdrawn.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("version__gte", 1)),
                        name="term_version_from_one",
                        violation_error_message="Versions are counted from 1.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("created_at__isnull", True), ("created_by__isnull", True)),
                            models.Q(("created_at__isnull", False), ("created_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="term_created_in_pairs",
                        violation_error_message="Who created a record and when are kept together, or not at all.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("updated_at__isnull", True), ("updated_by__isnull", True)),
                            models.Q(("updated_at__isnull", False), ("updated_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="term_updated_in_pairs",
                        violation_error_message="Who changed a record and when are kept together, or not at all.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("scheme__in", ["field", "dimension", "instrument"])),
                        name="term_scheme_is_known",
                        violation_error_message="The list must be one of the known schemes of terms.",
                    ),
                    models.UniqueConstraint(
                        fields=("scheme", "code"),
                        name="term_code_once_per_scheme",
                        violation_error_message="This list already has a term with that code.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Cluster",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "slug",
                    models.SlugField(
                        help_text="The last part of the public address, such as “technopolis-law”. Permanent once printed: researchers cite it. Do not put a year into it unless the name has one.",
                        max_length=120,
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z0-9]+(-[a-z0-9]+)*$",
                                "Use lower-case letters a–z, digits and single hyphens, such as “industrial-cluster-project”.",
                            )
                        ],
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("published", "Published"),
                            ("revising", "Published, being revised"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=12,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("created_at", models.DateTimeField(editable=False, null=True)),
                (
                    "created_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("updated_at", models.DateTimeField(editable=False, null=True)),
                (
                    "updated_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "note",
                    models.TextField(
                        blank=True,
                        help_text="For the desk only; never printed. Say what is doubtful and what you looked for. Do not put facts here that readers should see.",
                        verbose_name="note for colleagues",
                    ),
                ),
                (
                    "name_en",
                    models.CharField(
                        help_text="As the source prints it.", max_length=200, verbose_name="name (English)"
                    ),
                ),
                (
                    "name_ja",
                    models.CharField(
                        blank=True,
                        help_text="The official name; leave blank rather than translate.",
                        max_length=200,
                        verbose_name="name (Japanese)",
                    ),
                ),
                (
                    "formation_base",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("intellectual-agglomeration", "Intellectual agglomeration"),
                            ("corporate-agglomeration", "Corporate agglomeration"),
                            ("core-start-ups", "Core start-ups"),
                            ("sense-of-crisis", "Sense of economic crisis"),
                        ],
                        help_text="What it was formed on, in NISTEP's sense (Policy Study No. 9). Blank if no source says.",
                        max_length=28,
                    ),
                ),
                (
                    "development_phase",
                    models.CharField(
                        blank=True,
                        choices=[("formation", "Formation"), ("promotion", "Promotion"), ("output", "Output")],
                        help_text="Only if a source says so.",
                        max_length=10,
                    ),
                ),
                (
                    "fields_printed",
                    models.CharField(
                        blank=True,
                        help_text="The fields in the words of the source.",
                        max_length=200,
                        verbose_name="fields as printed",
                    ),
                ),
                (
                    "summary",
                    models.TextField(blank=True, help_text="Two to four sentences. Do not judge: that is a finding."),
                ),
                (
                    "places",
                    models.ManyToManyField(
                        blank=True, help_text="Where it lies.", related_name="clusters", to="records.place"
                    ),
                ),
                (
                    "fields",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Its fields of technology.",
                        limit_choices_to={"scheme": "field"},
                        related_name="+",
                        to="records.term",
                    ),
                ),
            ],
            options={
                "ordering": ["slug"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["draft", "published", "revising", "withdrawn"])),
                        name="cluster_status_is_known",
                        violation_error_message="The status must be draft, published, revising or withdrawn.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("version__gte", 1)),
                        name="cluster_version_from_one",
                        violation_error_message="Versions are counted from 1.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("created_at__isnull", True), ("created_by__isnull", True)),
                            models.Q(("created_at__isnull", False), ("created_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="cluster_created_in_pairs",
                        violation_error_message="Who created a record and when are kept together, or not at all.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("updated_at__isnull", True), ("updated_by__isnull", True)),
                            models.Q(("updated_at__isnull", False), ("updated_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="cluster_updated_in_pairs",
                        violation_error_message="Who changed a record and when are kept together, or not at all.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "formation_base__in",
                                [
                                    "intellectual-agglomeration",
                                    "corporate-agglomeration",
                                    "core-start-ups",
                                    "sense-of-crisis",
                                    "",
                                ],
                            )
                        ),
                        name="cluster_formation_base_is_known",
                        violation_error_message="The formation base must be one of the list, or blank.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("development_phase__in", ["formation", "promotion", "output", ""])),
                        name="cluster_development_phase_is_known",
                        violation_error_message="The development phase must be one of the list, or blank.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ContextEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "slug",
                    models.SlugField(
                        help_text="The last part of the public address, such as “technopolis-law”. Permanent once printed: researchers cite it. Do not put a year into it unless the name has one.",
                        max_length=120,
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z0-9]+(-[a-z0-9]+)*$",
                                "Use lower-case letters a–z, digits and single hyphens, such as “industrial-cluster-project”.",
                            )
                        ],
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("published", "Published"),
                            ("revising", "Published, being revised"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=12,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("created_at", models.DateTimeField(editable=False, null=True)),
                (
                    "created_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("updated_at", models.DateTimeField(editable=False, null=True)),
                (
                    "updated_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "note",
                    models.TextField(
                        blank=True,
                        help_text="For the desk only; never printed. Say what is doubtful and what you looked for. Do not put facts here that readers should see.",
                        verbose_name="note for colleagues",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("phase", "Phase"),
                            ("shock", "Shock"),
                            ("context", "Context"),
                            ("publication", "Publication"),
                            ("institution", "Institutional change"),
                            ("measurement", "Date of a measurement"),
                        ],
                        help_text="What sort of event it is.",
                        max_length=12,
                    ),
                ),
                (
                    "title_en",
                    models.CharField(
                        help_text="What happened, in one line.", max_length=240, verbose_name="event (English)"
                    ),
                ),
                (
                    "title_ja",
                    models.CharField(
                        blank=True, help_text="The same in Japanese.", max_length=240, verbose_name="event (Japanese)"
                    ),
                ),
                (
                    "year",
                    models.PositiveSmallIntegerField(help_text="The year; say in the event if the source rounds it."),
                ),
                (
                    "end_year",
                    models.PositiveSmallIntegerField(
                        blank=True, help_text="Last year, if it took more than one.", null=True
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="records.place",
                    ),
                ),
            ],
            options={
                "ordering": ["slug"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["draft", "published", "revising", "withdrawn"])),
                        name="contextevent_status_is_known",
                        violation_error_message="The status must be draft, published, revising or withdrawn.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("version__gte", 1)),
                        name="contextevent_version_from_one",
                        violation_error_message="Versions are counted from 1.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("created_at__isnull", True), ("created_by__isnull", True)),
                            models.Q(("created_at__isnull", False), ("created_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="contextevent_created_in_pairs",
                        violation_error_message="Who created a record and when are kept together, or not at all.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("updated_at__isnull", True), ("updated_by__isnull", True)),
                            models.Q(("updated_at__isnull", False), ("updated_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="contextevent_updated_in_pairs",
                        violation_error_message="Who changed a record and when are kept together, or not at all.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["phase", "shock", "context", "publication", "institution", "measurement"])
                        ),
                        name="contextevent_kind_is_known",
                        violation_error_message="The kind of event must be one of the list.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("year__isnull", True),
                            ("end_year__isnull", True),
                            ("end_year__gte", models.F("year")),
                            _connector="OR",
                        ),
                        name="contextevent_end_after_start",
                        violation_error_message="An event cannot end before it starts.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Framework",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "slug",
                    models.SlugField(
                        help_text="The last part of the public address, such as “technopolis-law”. Permanent once printed: researchers cite it. Do not put a year into it unless the name has one.",
                        max_length=120,
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z0-9]+(-[a-z0-9]+)*$",
                                "Use lower-case letters a–z, digits and single hyphens, such as “industrial-cluster-project”.",
                            )
                        ],
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("published", "Published"),
                            ("revising", "Published, being revised"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=12,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("created_at", models.DateTimeField(editable=False, null=True)),
                (
                    "created_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("updated_at", models.DateTimeField(editable=False, null=True)),
                (
                    "updated_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "note",
                    models.TextField(
                        blank=True,
                        help_text="For the desk only; never printed. Say what is doubtful and what you looked for. Do not put facts here that readers should see.",
                        verbose_name="note for colleagues",
                    ),
                ),
                (
                    "name_en",
                    models.CharField(
                        help_text="Author and subject: “NISTEP: fifteen conditions”.",
                        max_length=200,
                        verbose_name="name (English)",
                    ),
                ),
                (
                    "name_ja",
                    models.CharField(
                        blank=True,
                        help_text="Where there is an official one.",
                        max_length=200,
                        verbose_name="name (Japanese)",
                    ),
                ),
                (
                    "description",
                    models.TextField(
                        blank=True, help_text="What it is for and where it comes from, in one or two sentences."
                    ),
                ),
            ],
            options={
                "ordering": ["slug"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["draft", "published", "revising", "withdrawn"])),
                        name="framework_status_is_known",
                        violation_error_message="The status must be draft, published, revising or withdrawn.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("version__gte", 1)),
                        name="framework_version_from_one",
                        violation_error_message="Versions are counted from 1.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("created_at__isnull", True), ("created_by__isnull", True)),
                            models.Q(("created_at__isnull", False), ("created_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="framework_created_in_pairs",
                        violation_error_message="Who created a record and when are kept together, or not at all.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("updated_at__isnull", True), ("updated_by__isnull", True)),
                            models.Q(("updated_at__isnull", False), ("updated_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="framework_updated_in_pairs",
                        violation_error_message="Who changed a record and when are kept together, or not at all.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Indicator",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "slug",
                    models.SlugField(
                        help_text="The last part of the public address, such as “technopolis-law”. Permanent once printed: researchers cite it. Do not put a year into it unless the name has one.",
                        max_length=120,
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z0-9]+(-[a-z0-9]+)*$",
                                "Use lower-case letters a–z, digits and single hyphens, such as “industrial-cluster-project”.",
                            )
                        ],
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("published", "Published"),
                            ("revising", "Published, being revised"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=12,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("created_at", models.DateTimeField(editable=False, null=True)),
                (
                    "created_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("updated_at", models.DateTimeField(editable=False, null=True)),
                (
                    "updated_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "note",
                    models.TextField(
                        blank=True,
                        help_text="For the desk only; never printed. Say what is doubtful and what you looked for. Do not put facts here that readers should see.",
                        verbose_name="note for colleagues",
                    ),
                ),
                (
                    "name_en",
                    models.CharField(
                        help_text="“Budget per year”, without unit and subject.",
                        max_length=200,
                        verbose_name="name (English)",
                    ),
                ),
                (
                    "name_ja",
                    models.CharField(
                        blank=True, help_text="Plain Japanese.", max_length=200, verbose_name="name (Japanese)"
                    ),
                ),
                (
                    "unit",
                    models.CharField(
                        help_text="The full unit, never thousands: “JPY per year”, “persons”, “per cent”.",
                        max_length=60,
                    ),
                ),
                (
                    "definition",
                    models.TextField(
                        help_text="What is counted, by whom, with which limits. Two definitions are two indicators."
                    ),
                ),
                (
                    "direction",
                    models.CharField(
                        choices=[
                            ("higher-better", "Higher is better"),
                            ("lower-better", "Lower is better"),
                            ("neutral", "Neither"),
                        ],
                        default="neutral",
                        help_text="For charts only; neutral when in doubt.",
                        max_length=14,
                    ),
                ),
            ],
            options={
                "ordering": ["slug"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["draft", "published", "revising", "withdrawn"])),
                        name="indicator_status_is_known",
                        violation_error_message="The status must be draft, published, revising or withdrawn.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("version__gte", 1)),
                        name="indicator_version_from_one",
                        violation_error_message="Versions are counted from 1.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("created_at__isnull", True), ("created_by__isnull", True)),
                            models.Q(("created_at__isnull", False), ("created_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="indicator_created_in_pairs",
                        violation_error_message="Who created a record and when are kept together, or not at all.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("updated_at__isnull", True), ("updated_by__isnull", True)),
                            models.Q(("updated_at__isnull", False), ("updated_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="indicator_updated_in_pairs",
                        violation_error_message="Who changed a record and when are kept together, or not at all.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("direction__in", ["higher-better", "lower-better", "neutral"])),
                        name="indicator_direction_is_known",
                        violation_error_message="The direction must be one of the list.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Organisation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "slug",
                    models.SlugField(
                        help_text="The last part of the public address, such as “technopolis-law”. Permanent once printed: researchers cite it. Do not put a year into it unless the name has one.",
                        max_length=120,
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z0-9]+(-[a-z0-9]+)*$",
                                "Use lower-case letters a–z, digits and single hyphens, such as “industrial-cluster-project”.",
                            )
                        ],
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("published", "Published"),
                            ("revising", "Published, being revised"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=12,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("created_at", models.DateTimeField(editable=False, null=True)),
                (
                    "created_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("updated_at", models.DateTimeField(editable=False, null=True)),
                (
                    "updated_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "note",
                    models.TextField(
                        blank=True,
                        help_text="For the desk only; never printed. Say what is doubtful and what you looked for. Do not put facts here that readers should see.",
                        verbose_name="note for colleagues",
                    ),
                ),
                (
                    "name_en",
                    models.CharField(
                        help_text="In full, as the source prints it.", max_length=200, verbose_name="name (English)"
                    ),
                ),
                (
                    "name_ja",
                    models.CharField(
                        blank=True,
                        help_text="The official name; leave blank rather than translate.",
                        max_length=200,
                        verbose_name="name (Japanese)",
                    ),
                ),
                ("abbreviation", models.CharField(blank=True, help_text="Such as METI.", max_length=40)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("government", "Government body"),
                            ("ministry", "Ministry"),
                            ("agency", "Agency"),
                            ("council", "Council"),
                            ("committee", "Committee"),
                            ("parliament", "Parliament"),
                            ("political-party", "Political party"),
                            ("university", "University"),
                            ("research-institute", "Research institute"),
                            ("research-group", "Research group"),
                            ("centre", "Centre"),
                            ("foundation", "Foundation"),
                            ("corporation", "Public corporation"),
                            ("association", "Association"),
                            ("chamber", "Chamber of commerce"),
                            ("network", "Network"),
                            ("company", "Company"),
                            ("firm", "Firm"),
                            ("international-organisation", "International organisation"),
                        ],
                        help_text="What it is, not what it does.",
                        max_length=30,
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        blank=True,
                        help_text="Where it has its seat or, for public bodies, what it is responsible for.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="organisations",
                        to="records.place",
                    ),
                ),
                ("founded", models.PositiveSmallIntegerField(blank=True, help_text="Year, such as 2001.", null=True)),
                (
                    "ended",
                    models.PositiveSmallIntegerField(
                        blank=True, help_text="Last year; blank if it goes on.", null=True
                    ),
                ),
                (
                    "successor",
                    models.ForeignKey(
                        blank=True,
                        help_text="The organisation that took over, such as METI for MITI.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="predecessors",
                        to="records.organisation",
                    ),
                ),
                (
                    "description",
                    models.TextField(
                        blank=True,
                        help_text="Two or three sentences from the sources. Do not advertise and do not judge.",
                    ),
                ),
            ],
            options={
                "ordering": ["slug"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["draft", "published", "revising", "withdrawn"])),
                        name="organisation_status_is_known",
                        violation_error_message="The status must be draft, published, revising or withdrawn.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("version__gte", 1)),
                        name="organisation_version_from_one",
                        violation_error_message="Versions are counted from 1.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("created_at__isnull", True), ("created_by__isnull", True)),
                            models.Q(("created_at__isnull", False), ("created_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="organisation_created_in_pairs",
                        violation_error_message="Who created a record and when are kept together, or not at all.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("updated_at__isnull", True), ("updated_by__isnull", True)),
                            models.Q(("updated_at__isnull", False), ("updated_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="organisation_updated_in_pairs",
                        violation_error_message="Who changed a record and when are kept together, or not at all.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "government",
                                    "ministry",
                                    "agency",
                                    "council",
                                    "committee",
                                    "parliament",
                                    "political-party",
                                    "university",
                                    "research-institute",
                                    "research-group",
                                    "centre",
                                    "foundation",
                                    "corporation",
                                    "association",
                                    "chamber",
                                    "network",
                                    "company",
                                    "firm",
                                    "international-organisation",
                                ],
                            )
                        ),
                        name="organisation_kind_is_known",
                        violation_error_message="The kind of organisation must be one of the list.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("founded__isnull", True),
                            ("ended__isnull", True),
                            ("ended__gte", models.F("founded")),
                            _connector="OR",
                        ),
                        name="organisation_ended_after_founded",
                        violation_error_message="An organisation cannot end before it is founded.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("successor__isnull", True),
                            models.Q(("successor", models.F("id")), _negated=True),
                            _connector="OR",
                        ),
                        name="organisation_not_own_successor",
                        violation_error_message="An organisation cannot be its own successor.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Policy",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "slug",
                    models.SlugField(
                        help_text="The last part of the public address, such as “technopolis-law”. Permanent once printed: researchers cite it. Do not put a year into it unless the name has one.",
                        max_length=120,
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z0-9]+(-[a-z0-9]+)*$",
                                "Use lower-case letters a–z, digits and single hyphens, such as “industrial-cluster-project”.",
                            )
                        ],
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("published", "Published"),
                            ("revising", "Published, being revised"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=12,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("created_at", models.DateTimeField(editable=False, null=True)),
                (
                    "created_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("updated_at", models.DateTimeField(editable=False, null=True)),
                (
                    "updated_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "note",
                    models.TextField(
                        blank=True,
                        help_text="For the desk only; never printed. Say what is doubtful and what you looked for. Do not put facts here that readers should see.",
                        verbose_name="note for colleagues",
                    ),
                ),
                (
                    "title_en",
                    models.CharField(
                        help_text="As the source prints it, abbreviation in brackets at the end.",
                        max_length=200,
                        verbose_name="title (English)",
                    ),
                ),
                (
                    "title_ja",
                    models.CharField(
                        blank=True,
                        help_text="The official title. Leave blank rather than translate it yourself.",
                        max_length=200,
                        verbose_name="title (Japanese)",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("law", "Law"),
                            ("plan", "Plan"),
                            ("strategy", "Strategy"),
                            ("programme", "Programme"),
                            ("initiative", "Initiative"),
                            ("institution", "Institution"),
                            ("network", "Network"),
                            ("reform", "Reform"),
                        ],
                        help_text="A law that starts a programme is two records.",
                        max_length=14,
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("national", "National"),
                            ("regional", "Regional"),
                            ("prefectural", "Prefectural"),
                            ("local", "Local"),
                        ],
                        help_text="Who made it. Blank if no source says.",
                        max_length=12,
                        verbose_name="government level",
                    ),
                ),
                (
                    "approach",
                    models.CharField(
                        blank=True,
                        choices=[("top-down", "Top-down"), ("bottom-up", "Bottom-up")],
                        help_text="Only if a source says so; do not infer it.",
                        max_length=10,
                    ),
                ),
                (
                    "phase",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("catch-up", "Catch-up (to 1980)"),
                            ("technopolis", "Technopolis (1980s to mid-1990s)"),
                            ("science-based", "Science-based local innovation (from 1995)"),
                        ],
                        help_text="Kitagawa's phase, by the year in which it started.",
                        max_length=14,
                    ),
                ),
                (
                    "start_year",
                    models.PositiveSmallIntegerField(blank=True, help_text="First year, such as 1983.", null=True),
                ),
                (
                    "end_year",
                    models.PositiveSmallIntegerField(
                        blank=True, help_text="Last year; blank if no source gives one.", null=True
                    ),
                ),
                (
                    "aims",
                    models.TextField(
                        blank=True, help_text="What it was for, in the words of the source as far as possible."
                    ),
                ),
                (
                    "summary",
                    models.TextField(
                        blank=True,
                        help_text="Two to four sentences: what, who, when, what became of it. Do not judge: that is a finding.",
                    ),
                ),
                (
                    "places",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Where it applies. The smallest place that fits.",
                        related_name="policies",
                        to="records.place",
                    ),
                ),
                (
                    "instruments",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The means it uses, from the list of instruments.",
                        limit_choices_to={"scheme": "instrument"},
                        related_name="+",
                        to="records.term",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "policies",
                "ordering": ["slug"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["draft", "published", "revising", "withdrawn"])),
                        name="policy_status_is_known",
                        violation_error_message="The status must be draft, published, revising or withdrawn.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("version__gte", 1)),
                        name="policy_version_from_one",
                        violation_error_message="Versions are counted from 1.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("created_at__isnull", True), ("created_by__isnull", True)),
                            models.Q(("created_at__isnull", False), ("created_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="policy_created_in_pairs",
                        violation_error_message="Who created a record and when are kept together, or not at all.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("updated_at__isnull", True), ("updated_by__isnull", True)),
                            models.Q(("updated_at__isnull", False), ("updated_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="policy_updated_in_pairs",
                        violation_error_message="Who changed a record and when are kept together, or not at all.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "law",
                                    "plan",
                                    "strategy",
                                    "programme",
                                    "initiative",
                                    "institution",
                                    "network",
                                    "reform",
                                ],
                            )
                        ),
                        name="policy_kind_is_known",
                        violation_error_message="The kind of policy must be one of the list.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("level__in", ["national", "regional", "prefectural", "local", ""])),
                        name="policy_level_is_known",
                        violation_error_message="The government level must be one of the list, or blank.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("approach__in", ["top-down", "bottom-up", ""])),
                        name="policy_approach_is_known",
                        violation_error_message="The approach must be one of the list, or blank.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("phase__in", ["catch-up", "technopolis", "science-based", ""])),
                        name="policy_phase_is_known",
                        violation_error_message="The phase must be one of the list, or blank.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("start_year__isnull", True),
                            ("end_year__isnull", True),
                            ("end_year__gte", models.F("start_year")),
                            _connector="OR",
                        ),
                        name="policy_end_after_start",
                        violation_error_message="A policy cannot end before it starts.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Observation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "slug",
                    models.SlugField(
                        help_text="The last part of the public address, such as “technopolis-law”. Permanent once printed: researchers cite it. Do not put a year into it unless the name has one.",
                        max_length=120,
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z0-9]+(-[a-z0-9]+)*$",
                                "Use lower-case letters a–z, digits and single hyphens, such as “industrial-cluster-project”.",
                            )
                        ],
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("published", "Published"),
                            ("revising", "Published, being revised"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=12,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("created_at", models.DateTimeField(editable=False, null=True)),
                (
                    "created_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("updated_at", models.DateTimeField(editable=False, null=True)),
                (
                    "updated_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "note",
                    models.TextField(
                        blank=True,
                        help_text="For the desk only; never printed. Say what is doubtful and what you looked for. Do not put facts here that readers should see.",
                        verbose_name="note for colleagues",
                    ),
                ),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="observations", to="records.indicator"
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="observations",
                        to="records.place",
                    ),
                ),
                (
                    "policy",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="observations",
                        to="records.policy",
                    ),
                ),
                (
                    "cluster",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="observations",
                        to="records.cluster",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="observations",
                        to="records.organisation",
                    ),
                ),
                (
                    "period_start",
                    models.PositiveSmallIntegerField(blank=True, help_text="First year the figure covers.", null=True),
                ),
                (
                    "period_end",
                    models.PositiveSmallIntegerField(blank=True, help_text="Last year the figure covers.", null=True),
                ),
                (
                    "fiscal_year",
                    models.BooleanField(default=False, help_text="Japanese fiscal years (April to March)."),
                ),
                (
                    "period_printed",
                    models.CharField(
                        blank=True,
                        help_text="“~1995”, “as of April 2002”: the words of the source.",
                        max_length=80,
                        verbose_name="period as printed",
                    ),
                ),
                (
                    "value",
                    models.DecimalField(
                        blank=True,
                        decimal_places=6,
                        help_text="In full units: 680000000, not 680 million.",
                        max_digits=24,
                        null=True,
                    ),
                ),
                (
                    "upper_value",
                    models.DecimalField(
                        blank=True,
                        decimal_places=6,
                        help_text="The upper end, if the source gives a range.",
                        max_digits=24,
                        null=True,
                    ),
                ),
                (
                    "qualifier",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("exact", "exactly"),
                            ("about", "about"),
                            ("at-least", "at least"),
                            ("over", "over"),
                            ("nearly", "nearly"),
                        ],
                        help_text="“about”, “over” … as the source says; exactly otherwise.",
                        max_length=8,
                    ),
                ),
                (
                    "missing",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("not-reported", "not reported"),
                            ("not-applicable", "not applicable"),
                            ("unknown", "unknown"),
                            ("none-found", "none found"),
                            ("not-yet-researched", "not yet researched"),
                        ],
                        help_text="“not reported” if the source prints “—”. Never write 0 for a dash, and never leave out a real 0.",
                        max_length=18,
                        verbose_name="reason why missing",
                    ),
                ),
                (
                    "rank",
                    models.CharField(
                        choices=[("preferred", "preferred"), ("normal", "normal"), ("deprecated", "superseded")],
                        default="normal",
                        help_text="Prefer one figure where sources differ; the others stay visible beside it.",
                        max_length=10,
                    ),
                ),
                (
                    "remark",
                    models.TextField(
                        blank=True, help_text="How the source prints it and what limits it. Readers see this."
                    ),
                ),
            ],
            options={
                "ordering": ["slug"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["draft", "published", "revising", "withdrawn"])),
                        name="observation_status_is_known",
                        violation_error_message="The status must be draft, published, revising or withdrawn.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("version__gte", 1)),
                        name="observation_version_from_one",
                        violation_error_message="Versions are counted from 1.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("created_at__isnull", True), ("created_by__isnull", True)),
                            models.Q(("created_at__isnull", False), ("created_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="observation_created_in_pairs",
                        violation_error_message="Who created a record and when are kept together, or not at all.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("updated_at__isnull", True), ("updated_by__isnull", True)),
                            models.Q(("updated_at__isnull", False), ("updated_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="observation_updated_in_pairs",
                        violation_error_message="Who changed a record and when are kept together, or not at all.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("cluster__isnull", True),
                                ("organisation__isnull", True),
                                ("place__isnull", False),
                                ("policy__isnull", True),
                            ),
                            models.Q(
                                ("cluster__isnull", True),
                                ("organisation__isnull", True),
                                ("place__isnull", True),
                                ("policy__isnull", False),
                            ),
                            models.Q(
                                ("cluster__isnull", False),
                                ("organisation__isnull", True),
                                ("place__isnull", True),
                                ("policy__isnull", True),
                            ),
                            models.Q(
                                ("cluster__isnull", True),
                                ("organisation__isnull", False),
                                ("place__isnull", True),
                                ("policy__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="observation_one_subject",
                        violation_error_message="A figure is about exactly one place, policy, cluster or organisation.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("missing", ""), ("value__isnull", False)),
                            models.Q(("value__isnull", True), models.Q(("missing", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="observation_value_or_missing",
                        violation_error_message="Give a value or say why it is missing: one of the two, not both.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("upper_value__isnull", True),
                            models.Q(("upper_value__gt", models.F("value")), ("value__isnull", False)),
                            _connector="OR",
                        ),
                        name="observation_range_goes_up",
                        violation_error_message="The upper value of a range must be greater than the value.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "missing__in",
                                ["not-reported", "not-applicable", "unknown", "none-found", "not-yet-researched", ""],
                            )
                        ),
                        name="observation_missing_is_known",
                        violation_error_message="The reason why a value is missing must be one of the list.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("qualifier__in", ["exact", "about", "at-least", "over", "nearly", ""]),
                            models.Q(("missing", ""), ("qualifier", ""), _connector="OR"),
                        ),
                        name="observation_qualifier_is_known",
                        violation_error_message="The qualifier must be one of the list, and only a value can have one.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("rank__in", ["preferred", "normal", "deprecated"])),
                        name="observation_rank_is_known",
                        violation_error_message="The rank must be one of the list.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("period_start__isnull", True),
                            ("period_end__isnull", True),
                            ("period_end__gte", models.F("period_start")),
                            _connector="OR",
                        ),
                        name="observation_period_in_order",
                        violation_error_message="A period cannot end before it starts.",
                    ),
                    models.UniqueConstraint(
                        models.F("indicator"),
                        django.db.models.functions.comparison.Coalesce("place_id", models.Value(0)),
                        django.db.models.functions.comparison.Coalesce("policy_id", models.Value(0)),
                        django.db.models.functions.comparison.Coalesce("cluster_id", models.Value(0)),
                        django.db.models.functions.comparison.Coalesce("organisation_id", models.Value(0)),
                        django.db.models.functions.comparison.Coalesce("period_start", models.Value(0)),
                        django.db.models.functions.comparison.Coalesce("period_end", models.Value(0)),
                        condition=models.Q(("rank", "preferred")),
                        name="observation_one_preferred",
                        violation_error_message="Another figure for this indicator, subject and period is already preferred.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OrganisationCitation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "passage",
                    models.ForeignKey(
                        help_text="The place in the source that says it. Add a new one with the plus sign. Do not cite a passage that only mentions the subject.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.passage",
                    ),
                ),
                (
                    "supports",
                    models.CharField(
                        blank=True,
                        help_text="The field it supports, such as “start_year”; leave blank if it supports the record as a whole.",
                        max_length=40,
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="citations", to="records.organisation"
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("record", "passage", "supports"),
                        name="organisationcitation_once",
                        violation_error_message="This passage is already cited for that.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ObservationCitation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "passage",
                    models.ForeignKey(
                        help_text="The place in the source that says it. Add a new one with the plus sign. Do not cite a passage that only mentions the subject.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.passage",
                    ),
                ),
                (
                    "supports",
                    models.CharField(
                        blank=True,
                        help_text="The field it supports, such as “start_year”; leave blank if it supports the record as a whole.",
                        max_length=40,
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="citations", to="records.observation"
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("record", "passage", "supports"),
                        name="observationcitation_once",
                        violation_error_message="This passage is already cited for that.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="IndicatorCitation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "passage",
                    models.ForeignKey(
                        help_text="The place in the source that says it. Add a new one with the plus sign. Do not cite a passage that only mentions the subject.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.passage",
                    ),
                ),
                (
                    "supports",
                    models.CharField(
                        blank=True,
                        help_text="The field it supports, such as “start_year”; leave blank if it supports the record as a whole.",
                        max_length=40,
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="citations", to="records.indicator"
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("record", "passage", "supports"),
                        name="indicatorcitation_once",
                        violation_error_message="This passage is already cited for that.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FrameworkCitation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "passage",
                    models.ForeignKey(
                        help_text="The place in the source that says it. Add a new one with the plus sign. Do not cite a passage that only mentions the subject.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.passage",
                    ),
                ),
                (
                    "supports",
                    models.CharField(
                        blank=True,
                        help_text="The field it supports, such as “start_year”; leave blank if it supports the record as a whole.",
                        max_length=40,
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="citations", to="records.framework"
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("record", "passage", "supports"),
                        name="frameworkcitation_once",
                        violation_error_message="This passage is already cited for that.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Criterion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "framework",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="criteria", to="records.framework"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(help_text="Its number in the framework, from 1.")),
                (
                    "group",
                    models.CharField(blank=True, help_text="The heading it stands under: “Formation”.", max_length=120),
                ),
                ("label", models.CharField(help_text="As the source prints it.", max_length=200)),
                ("description", models.TextField(blank=True, help_text="What the source says it means.")),
                (
                    "passage",
                    models.ForeignKey(
                        blank=True,
                        help_text="Where it is named.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.passage",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "criteria",
                "ordering": ["framework", "number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("framework", "number"),
                        name="criterion_number_once",
                        violation_error_message="This framework already has a criterion with that number.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ContextEventCitation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "passage",
                    models.ForeignKey(
                        help_text="The place in the source that says it. Add a new one with the plus sign. Do not cite a passage that only mentions the subject.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.passage",
                    ),
                ),
                (
                    "supports",
                    models.CharField(
                        blank=True,
                        help_text="The field it supports, such as “start_year”; leave blank if it supports the record as a whole.",
                        max_length=40,
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="citations", to="records.contextevent"
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("record", "passage", "supports"),
                        name="contexteventcitation_once",
                        violation_error_message="This passage is already cited for that.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ClusterCitation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "passage",
                    models.ForeignKey(
                        help_text="The place in the source that says it. Add a new one with the plus sign. Do not cite a passage that only mentions the subject.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.passage",
                    ),
                ),
                (
                    "supports",
                    models.CharField(
                        blank=True,
                        help_text="The field it supports, such as “start_year”; leave blank if it supports the record as a whole.",
                        max_length=40,
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="citations", to="records.cluster"
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("record", "passage", "supports"),
                        name="clustercitation_once",
                        violation_error_message="This passage is already cited for that.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PlaceCitation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "passage",
                    models.ForeignKey(
                        help_text="The place in the source that says it. Add a new one with the plus sign. Do not cite a passage that only mentions the subject.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.passage",
                    ),
                ),
                (
                    "supports",
                    models.CharField(
                        blank=True,
                        help_text="The field it supports, such as “start_year”; leave blank if it supports the record as a whole.",
                        max_length=40,
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="citations", to="records.place"
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("record", "passage", "supports"),
                        name="placecitation_once",
                        violation_error_message="This passage is already cited for that.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Evaluation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "slug",
                    models.SlugField(
                        help_text="The last part of the public address, such as “technopolis-law”. Permanent once printed: researchers cite it. Do not put a year into it unless the name has one.",
                        max_length=120,
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z0-9]+(-[a-z0-9]+)*$",
                                "Use lower-case letters a–z, digits and single hyphens, such as “industrial-cluster-project”.",
                            )
                        ],
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("published", "Published"),
                            ("revising", "Published, being revised"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=12,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("created_at", models.DateTimeField(editable=False, null=True)),
                (
                    "created_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("updated_at", models.DateTimeField(editable=False, null=True)),
                (
                    "updated_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "note",
                    models.TextField(
                        blank=True,
                        help_text="For the desk only; never printed. Say what is doubtful and what you looked for. Do not put facts here that readers should see.",
                        verbose_name="note for colleagues",
                    ),
                ),
                (
                    "title_en",
                    models.CharField(
                        help_text="Evaluator and subject: “NISTEP on Sapporo”.",
                        max_length=240,
                        verbose_name="title (English)",
                    ),
                ),
                (
                    "title_ja",
                    models.CharField(
                        blank=True, help_text="The same in Japanese.", max_length=240, verbose_name="title (Japanese)"
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evaluations",
                        to="records.place",
                    ),
                ),
                (
                    "policy",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evaluations",
                        to="records.policy",
                    ),
                ),
                (
                    "cluster",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evaluations",
                        to="records.cluster",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evaluations",
                        to="records.organisation",
                    ),
                ),
                (
                    "evaluator",
                    models.CharField(help_text="Who judges, as the source names them: “Hassink”.", max_length=160),
                ),
                (
                    "year",
                    models.PositiveSmallIntegerField(
                        blank=True, help_text="Year of the judgement, not of the source.", null=True
                    ),
                ),
                (
                    "method",
                    models.CharField(
                        blank=True, help_text="“Survey of members in 1999”. Blank if not said.", max_length=240
                    ),
                ),
                (
                    "strength",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("argument", "Argument or observation"),
                            ("literature", "Review of literature"),
                            ("case-study", "Case study"),
                            ("survey", "Survey"),
                            ("comparison", "Systematic comparison"),
                            ("counterfactual", "With a comparison group"),
                        ],
                        help_text="How much the method can carry; blank if the source does not let you tell.",
                        max_length=14,
                        verbose_name="strength of the method",
                    ),
                ),
                (
                    "framework",
                    models.ForeignKey(
                        blank=True,
                        help_text="If it rates by criteria.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evaluations",
                        to="records.framework",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        help_text="Where we read it.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evaluations",
                        to="records.source",
                    ),
                ),
            ],
            options={
                "ordering": ["slug"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["draft", "published", "revising", "withdrawn"])),
                        name="evaluation_status_is_known",
                        violation_error_message="The status must be draft, published, revising or withdrawn.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("version__gte", 1)),
                        name="evaluation_version_from_one",
                        violation_error_message="Versions are counted from 1.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("created_at__isnull", True), ("created_by__isnull", True)),
                            models.Q(("created_at__isnull", False), ("created_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="evaluation_created_in_pairs",
                        violation_error_message="Who created a record and when are kept together, or not at all.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("updated_at__isnull", True), ("updated_by__isnull", True)),
                            models.Q(("updated_at__isnull", False), ("updated_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="evaluation_updated_in_pairs",
                        violation_error_message="Who changed a record and when are kept together, or not at all.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("cluster__isnull", True),
                                ("organisation__isnull", True),
                                ("place__isnull", False),
                                ("policy__isnull", True),
                            ),
                            models.Q(
                                ("cluster__isnull", True),
                                ("organisation__isnull", True),
                                ("place__isnull", True),
                                ("policy__isnull", False),
                            ),
                            models.Q(
                                ("cluster__isnull", False),
                                ("organisation__isnull", True),
                                ("place__isnull", True),
                                ("policy__isnull", True),
                            ),
                            models.Q(
                                ("cluster__isnull", True),
                                ("organisation__isnull", False),
                                ("place__isnull", True),
                                ("policy__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="evaluation_one_subject",
                        violation_error_message="An evaluation is about exactly one place, policy, cluster or organisation.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "strength__in",
                                ["argument", "literature", "case-study", "survey", "comparison", "counterfactual", ""],
                            )
                        ),
                        name="evaluation_strength_is_known",
                        violation_error_message="The strength of the method must be one of the list, or blank.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Disagreement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "slug",
                    models.SlugField(
                        help_text="The last part of the public address, such as “technopolis-law”. Permanent once printed: researchers cite it. Do not put a year into it unless the name has one.",
                        max_length=120,
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z0-9]+(-[a-z0-9]+)*$",
                                "Use lower-case letters a–z, digits and single hyphens, such as “industrial-cluster-project”.",
                            )
                        ],
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("published", "Published"),
                            ("revising", "Published, being revised"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=12,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("created_at", models.DateTimeField(editable=False, null=True)),
                (
                    "created_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("updated_at", models.DateTimeField(editable=False, null=True)),
                (
                    "updated_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "note",
                    models.TextField(
                        blank=True,
                        help_text="For the desk only; never printed. Say what is doubtful and what you looked for. Do not put facts here that readers should see.",
                        verbose_name="note for colleagues",
                    ),
                ),
                (
                    "topic_en",
                    models.CharField(
                        help_text="“Industrial Cluster Project: annual budget”.",
                        max_length=200,
                        verbose_name="topic (English)",
                    ),
                ),
                (
                    "topic_ja",
                    models.CharField(
                        blank=True, help_text="The same in Japanese.", max_length=200, verbose_name="topic (Japanese)"
                    ),
                ),
                (
                    "comment",
                    models.TextField(blank=True, help_text="What differs and how much it matters. Do not take sides."),
                ),
                (
                    "resolution",
                    models.TextField(
                        blank=True, help_text="What the atlas does: which value it prefers, or that it keeps both."
                    ),
                ),
                ("places", models.ManyToManyField(blank=True, related_name="disagreements", to="records.place")),
                ("policies", models.ManyToManyField(blank=True, related_name="disagreements", to="records.policy")),
                ("clusters", models.ManyToManyField(blank=True, related_name="disagreements", to="records.cluster")),
                (
                    "organisations",
                    models.ManyToManyField(blank=True, related_name="disagreements", to="records.organisation"),
                ),
                (
                    "indicators",
                    models.ManyToManyField(blank=True, related_name="disagreements", to="records.indicator"),
                ),
            ],
            options={
                "ordering": ["slug"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["draft", "published", "revising", "withdrawn"])),
                        name="disagreement_status_is_known",
                        violation_error_message="The status must be draft, published, revising or withdrawn.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("version__gte", 1)),
                        name="disagreement_version_from_one",
                        violation_error_message="Versions are counted from 1.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("created_at__isnull", True), ("created_by__isnull", True)),
                            models.Q(("created_at__isnull", False), ("created_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="disagreement_created_in_pairs",
                        violation_error_message="Who created a record and when are kept together, or not at all.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("updated_at__isnull", True), ("updated_by__isnull", True)),
                            models.Q(("updated_at__isnull", False), ("updated_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="disagreement_updated_in_pairs",
                        violation_error_message="Who changed a record and when are kept together, or not at all.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Designation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "cluster",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="designations", to="records.cluster"
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        help_text="The programme, such as Technopolis.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="designations",
                        to="records.policy",
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        blank=True, help_text="The programme's stage: “1st stage”. Blank if it has none.", max_length=40
                    ),
                ),
                (
                    "year",
                    models.PositiveSmallIntegerField(
                        blank=True, help_text="Year of designation or approval.", null=True
                    ),
                ),
                (
                    "end_year",
                    models.PositiveSmallIntegerField(
                        blank=True, help_text="Last year, if a source gives it.", null=True
                    ),
                ),
                (
                    "passage",
                    models.ForeignKey(
                        blank=True,
                        help_text="Where it is said.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.passage",
                    ),
                ),
            ],
            options={
                "ordering": ["year", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("cluster", "programme", "stage"),
                        name="designation_once_per_stage",
                        violation_error_message="This cluster already has a designation by that programme and stage.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("year__isnull", True),
                            ("end_year__isnull", True),
                            ("end_year__gte", models.F("year")),
                            _connector="OR",
                        ),
                        name="designation_end_after_start",
                        violation_error_message="A designation cannot end before it starts.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PolicyCitation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "passage",
                    models.ForeignKey(
                        help_text="The place in the source that says it. Add a new one with the plus sign. Do not cite a passage that only mentions the subject.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.passage",
                    ),
                ),
                (
                    "supports",
                    models.CharField(
                        blank=True,
                        help_text="The field it supports, such as “start_year”; leave blank if it supports the record as a whole.",
                        max_length=40,
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="citations", to="records.policy"
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("record", "passage", "supports"),
                        name="policycitation_once",
                        violation_error_message="This passage is already cited for that.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PolicyRelation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "policy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="relations", to="records.policy"
                    ),
                ),
                (
                    "relation",
                    models.CharField(
                        choices=[
                            ("precedes", "precedes"),
                            ("enables", "enables"),
                            ("implements", "implements"),
                            ("stage-of", "is a stage of"),
                            ("replaces", "replaces"),
                            ("repeals", "repeals"),
                            ("coordinates", "coordinates"),
                            ("competes-with", "competes with"),
                            ("inspired-by", "is inspired by"),
                        ],
                        help_text="Read it as: this policy … the other.",
                        max_length=14,
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="relations_back",
                        to="records.policy",
                        verbose_name="other policy",
                    ),
                ),
                (
                    "remark",
                    models.CharField(
                        blank=True, help_text="What the source adds, such as “December 1998”.", max_length=240
                    ),
                ),
                (
                    "passage",
                    models.ForeignKey(
                        blank=True,
                        help_text="Where it is said.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.passage",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "relation__in",
                                [
                                    "precedes",
                                    "enables",
                                    "implements",
                                    "stage-of",
                                    "replaces",
                                    "repeals",
                                    "coordinates",
                                    "competes-with",
                                    "inspired-by",
                                ],
                            )
                        ),
                        name="policyrelation_relation_is_known",
                        violation_error_message="The relation must be one of the list.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("policy", models.F("other")), _negated=True),
                        name="policyrelation_not_itself",
                        violation_error_message="A policy cannot be related to itself.",
                    ),
                    models.UniqueConstraint(
                        fields=("policy", "relation", "other"),
                        name="policyrelation_once",
                        violation_error_message="This relation between the two policies is already there.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PolicyRole",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "policy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="roles", to="records.policy"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="roles", to="records.organisation"
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("lead", "Lead organisation"),
                            ("partner", "Partner"),
                            ("funder", "Funder"),
                            ("operator", "Operator"),
                        ],
                        help_text="Lead: answers for it. Operator: runs it day by day.",
                        max_length=10,
                    ),
                ),
                (
                    "passage",
                    models.ForeignKey(
                        blank=True,
                        help_text="Where it is said.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.passage",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("role__in", ["lead", "partner", "funder", "operator"])),
                        name="policyrole_role_is_known",
                        violation_error_message="The role must be one of the list.",
                    ),
                    models.UniqueConstraint(
                        fields=("policy", "organisation", "role"),
                        name="policyrole_once",
                        violation_error_message="This organisation already has that role in the policy.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PolicyStage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "policy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="stages", to="records.policy"
                    ),
                ),
                (
                    "slug",
                    models.SlugField(
                        help_text="Names the event in the data; permanent once printed.", max_length=120, unique=True
                    ),
                ),
                (
                    "title_en",
                    models.CharField(
                        help_text="What happened: “Technopolis Law enacted”.",
                        max_length=240,
                        verbose_name="event (English)",
                    ),
                ),
                (
                    "title_ja",
                    models.CharField(
                        blank=True, help_text="The same in Japanese.", max_length=240, verbose_name="event (Japanese)"
                    ),
                ),
                (
                    "year",
                    models.PositiveSmallIntegerField(help_text="The year; say in the event if the source rounds it."),
                ),
                (
                    "end_year",
                    models.PositiveSmallIntegerField(
                        blank=True, help_text="Last year, if it took more than one.", null=True
                    ),
                ),
                (
                    "passage",
                    models.ForeignKey(
                        blank=True,
                        help_text="Where the date is given.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.passage",
                    ),
                ),
            ],
            options={
                "ordering": ["year", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("year__isnull", True),
                            ("end_year__isnull", True),
                            ("end_year__gte", models.F("year")),
                            _connector="OR",
                        ),
                        name="policystage_end_after_start",
                        violation_error_message="An event cannot end before it starts.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Position",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "disagreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="positions", to="records.disagreement"
                    ),
                ),
                (
                    "claim",
                    models.CharField(
                        help_text="The claim in a few words: “680 million yen in FY 2004”.", max_length=300
                    ),
                ),
                (
                    "passage",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.passage",
                    ),
                ),
                (
                    "observation",
                    models.ForeignKey(
                        blank=True,
                        help_text="The figure, if the claim is one.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="positions",
                        to="records.observation",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("disagreement", "claim", "passage"),
                        name="position_once",
                        violation_error_message="This position is already there.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Rating",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "evaluation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="ratings", to="records.evaluation"
                    ),
                ),
                (
                    "criterion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="ratings", to="records.criterion"
                    ),
                ),
                (
                    "aspect",
                    models.CharField(
                        choices=[
                            ("strength-at-formation", "Strength at formation"),
                            ("promotion-proposal", "Promotion proposal"),
                            ("unmarked", "Printed without a mark"),
                            ("formal-organisation", "Formal organisation (first layer)"),
                            ("informal-network", "Informal network (second layer)"),
                        ],
                        help_text="What the mark stands for.",
                        max_length=22,
                    ),
                ),
                (
                    "stars",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="One to three, as printed. Do not write 0 for a row without a mark.",
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(3),
                        ],
                    ),
                ),
                (
                    "words",
                    models.CharField(
                        blank=True, help_text="The rating in words, where there are no stars.", max_length=200
                    ),
                ),
                (
                    "keyword",
                    models.CharField(blank=True, help_text="What the source prints beside the mark.", max_length=240),
                ),
                (
                    "confidence",
                    models.CharField(
                        choices=[("high", "High"), ("medium", "Medium"), ("low", "Low")],
                        default="high",
                        help_text="How sure the reading of the print is.",
                        max_length=6,
                    ),
                ),
                (
                    "reading_note",
                    models.TextField(blank=True, help_text="Why the reading is doubtful. Readers see this."),
                ),
                (
                    "printed_label",
                    models.CharField(blank=True, help_text="The criterion as this chart prints it.", max_length=200),
                ),
                (
                    "printed_cells",
                    models.CharField(
                        blank=True, help_text="The row of the chart, cells joined by “|”.", max_length=300
                    ),
                ),
                (
                    "passage",
                    models.ForeignKey(
                        blank=True,
                        help_text="Where it is printed.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.passage",
                    ),
                ),
            ],
            options={
                "ordering": ["criterion__number", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("evaluation", "criterion", "aspect"),
                        name="rating_once_per_aspect",
                        violation_error_message="This criterion already has a rating for that aspect.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("stars__in", (1, 2, 3)), ("stars__isnull", False), ("words", "")),
                            models.Q(("stars__isnull", True), models.Q(("words", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="rating_stars_or_words",
                        violation_error_message="Give one to three stars, or words: one of the two.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "aspect__in",
                                [
                                    "strength-at-formation",
                                    "promotion-proposal",
                                    "unmarked",
                                    "formal-organisation",
                                    "informal-network",
                                ],
                            )
                        ),
                        name="rating_aspect_is_known",
                        violation_error_message="The aspect must be one of the list.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("confidence__in", ["high", "medium", "low"])),
                        name="rating_confidence_is_known",
                        violation_error_message="The confidence must be high, medium or low.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Section",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="sections", to="records.source"
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(help_text="Place in reading order, from 1.")),
                ("locator", models.CharField(help_text="The name passages use for it: “Section 3.2”.", max_length=200)),
                (
                    "starts_with",
                    models.CharField(blank=True, help_text="Its first words, to find it by.", max_length=80),
                ),
            ],
            options={
                "ordering": ["source", "order"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("source", "order"),
                        name="section_order_once",
                        violation_error_message="Two sections cannot stand at the same place of a source.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SourceCitation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "passage",
                    models.ForeignKey(
                        help_text="The place in the source that says it. Add a new one with the plus sign. Do not cite a passage that only mentions the subject.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.passage",
                    ),
                ),
                (
                    "supports",
                    models.CharField(
                        blank=True,
                        help_text="The field it supports, such as “start_year”; leave blank if it supports the record as a whole.",
                        max_length=40,
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="citations", to="records.source"
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("record", "passage", "supports"),
                        name="sourcecitation_once",
                        violation_error_message="This passage is already cited for that.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PlaceFocus",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "place",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="focuses", to="records.place"
                    ),
                ),
                (
                    "field",
                    models.ForeignKey(
                        help_text="The field of technology, from the list of terms.",
                        limit_choices_to={"scheme": "field"},
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.term",
                    ),
                ),
                (
                    "printed",
                    models.CharField(
                        blank=True,
                        help_text="The words of the source, with its additions: “Life science”.",
                        max_length=200,
                    ),
                ),
                (
                    "remark",
                    models.CharField(
                        blank=True, help_text="What the source adds, such as “for nano-tech”.", max_length=200
                    ),
                ),
                (
                    "passage",
                    models.ForeignKey(
                        blank=True,
                        help_text="Where it is said.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.passage",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("place", "field"),
                        name="placefocus_field_once",
                        violation_error_message="This field is already among the focuses of the place.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Finding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "evaluation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="findings", to="records.evaluation"
                    ),
                ),
                (
                    "slug",
                    models.SlugField(
                        help_text="The last part of its public address; permanent once printed.",
                        max_length=120,
                        unique=True,
                    ),
                ),
                (
                    "title_en",
                    models.CharField(
                        help_text="A few words: “Plans almost identical”.",
                        max_length=200,
                        verbose_name="title (English)",
                    ),
                ),
                (
                    "title_ja",
                    models.CharField(
                        blank=True, help_text="The same in Japanese.", max_length=200, verbose_name="title (Japanese)"
                    ),
                ),
                (
                    "year",
                    models.PositiveSmallIntegerField(
                        blank=True, help_text="If it differs from the evaluation's.", null=True
                    ),
                ),
                (
                    "method",
                    models.CharField(blank=True, help_text="If it differs from the evaluation's.", max_length=160),
                ),
                (
                    "dimension",
                    models.ForeignKey(
                        help_text="What it judges: outcomes, governance, networks …",
                        limit_choices_to={"scheme": "dimension"},
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.term",
                    ),
                ),
                (
                    "verdict",
                    models.CharField(
                        choices=[
                            ("positive", "Positive"),
                            ("mixed", "Mixed"),
                            ("negative", "Negative"),
                            ("open", "Open"),
                        ],
                        help_text="“Open” for a question or a recommendation. Judge the words, not the policy.",
                        max_length=8,
                    ),
                ),
                ("statement", models.TextField(help_text="The finding in one or two neutral sentences.")),
                (
                    "passage",
                    models.ForeignKey(
                        blank=True,
                        help_text="Where it is said.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.passage",
                    ),
                ),
                (
                    "further_passages",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Other passages that say the same.",
                        related_name="+",
                        to="records.passage",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("verdict__in", ["positive", "mixed", "negative", "open"])),
                        name="finding_verdict_is_known",
                        violation_error_message="The verdict must be one of the list.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="WorkCited",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "work",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="cited_by", to="records.source"
                    ),
                ),
                (
                    "citing",
                    models.ForeignKey(
                        help_text="The source that cites it.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="works_cited",
                        to="records.source",
                    ),
                ),
                (
                    "passage",
                    models.ForeignKey(
                        blank=True,
                        help_text="Where it is cited.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.passage",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("work", "citing"),
                        name="workcited_once",
                        violation_error_message="This citation between the two sources is already there.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("work", models.F("citing")), _negated=True),
                        name="workcited_not_itself",
                        violation_error_message="A source cannot cite itself.",
                    ),
                ],
            },
        ),
    ]
