"""What people call states: by ISO 3166-1 code, the words that stand for the state as an actor."""

# Adjective, people and capital. Names of the state itself come from the catalog.
STANDS_FOR: dict[str, tuple[str, ...]] = {
    "AE": ("UAE", "Emirati", "Emiratis", "Abu Dhabi"),
    "AU": ("Australian", "Australians", "Canberra"),
    "BR": ("Brazilian", "Brazilians", "Brasília"),
    "CA": ("Canadian", "Canadians", "Ottawa"),
    "CN": ("Chinese", "Beijing", "PRC"),
    "DE": ("German", "Germans", "Berlin"),
    "FR": ("French", "Paris"),
    "GB": ("UK", "U.K.", "U. K.", "British", "Britain", "London"),
    "IL": ("Israeli", "Israelis", "Jerusalem"),
    "IN": ("Indian", "Indians", "New Delhi"),
    "IR": ("Iranian", "Iranians", "Tehran"),
    "IT": ("Italian", "Italians", "Rome"),
    "JP": ("Japanese", "Tokyo"),
    "KP": ("North Korean", "North Koreans", "Pyongyang"),
    "KR": ("South Korean", "South Koreans", "Seoul"),
    "RU": ("Russian", "Russians", "Moscow"),
    "UA": ("Ukrainian", "Ukrainians", "Kyiv"),
    "US": ("USA", "U.S.", "U. S.", "America", "American", "Americans", "Washington"),
}
