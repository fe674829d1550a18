"""The kinds of entry the atlas prints, with their addresses and names in both languages."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """One kind of entry: its code in the data, its address segment and its names for people."""

    code: str
    address: str
    en: str
    en_plural: str
    ja: str

    def label(self, language: str = "en", *, plural: bool = False) -> str:
        """The name of the kind in `language`; Japanese has no plural form."""
        if language == "ja":
            return self.ja
        return self.en_plural if plural else self.en


_ALL = (
    Kind("policy", "policies", "Policy", "Policies", "政策"),
    Kind("cluster", "clusters", "Cluster", "Clusters", "クラスター"),
    Kind("evaluation", "evaluations", "Evaluation", "Evaluations", "評価"),
    Kind("finding", "findings", "Finding", "Findings", "評価結果"),
    Kind("prefecture", "prefectures", "Prefecture", "Prefectures", "都道府県"),
    Kind("place", "places", "Place", "Places", "地域"),
    Kind("organisation", "organisations", "Organisation", "Organisations", "組織"),
    Kind("indicator", "indicators", "Indicator", "Indicators", "指標"),
    Kind("observation", "observations", "Figure", "Figures", "数値"),
    Kind("source", "sources", "Source", "Sources", "出典"),
    Kind("framework", "frameworks", "Framework", "Frameworks", "評価枠組み"),
    Kind("disagreement", "disagreements", "Disagreement", "Disagreements", "出典間の相違"),
    Kind("event", "events", "Event", "Events", "出来事"),
    Kind("term", "terms", "Term", "Terms", "用語"),
)

KINDS = {kind.code: kind for kind in _ALL}
BY_ADDRESS = {kind.address: kind for kind in _ALL}
