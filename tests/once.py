"""Which tests run on SQLite alone, and why no database can answer them otherwise; all others run on PostgreSQL, too."""

# By folder the files, without `test_` and `.py`; * stands for all of a folder.
WITHOUT_DATABASE = {
    "values": "*",
    "fixtures": "*",
    "hostile": "judging limits wire",
    "house": """
        commands contracts databases deploying docs escaping imports_documented nginx nginx_limits rehearsing secret_key
        serving settings static threat_model translations tree verbs
    """,
    "public": "changes_moves charts compare_asked evidence map_scales previews",
}
# They open pages and files, most of them of the shipped atlas, and judge what these look like and say. That PostgreSQL
# gives the very same ones is tested by `public/test_both_databases.py`: at every route, in English, in Japanese and in
# a closed edition. What the desk did before is tested on both, by the tests of the verbs and of the press.
OF_THE_SAME_ANSWERS = {
    "hostile": "connections gate stored",
    "house": "api_documented api_promise data_contract html logs routes secrets templates",
    "public": """
        answers api_same_views bibliography citing_files compare_charts compare_clusters compare_comparability
        compare_data compare_derived compare_layout compare_pages compare_prefectures compare_programmes
        describing downloads editions_database editions_package evidence_map files files_verified files_whole
        frame home japanese languages lineage list_columns pages pages_data pages_names pages_related phases
        sitemap styleguide terms timeline verify_download verify_whole
    """,
}


def runs_once(folder: str, file: str) -> bool:
    """Whether the tests of `file` in a `folder` of the tests need be run on one database only."""
    named = " ".join(group.get(folder, "") for group in (WITHOUT_DATABASE, OF_THE_SAME_ANSWERS)).split()
    return "*" in named or file.removeprefix("test_").removesuffix(".py") in named
