//! English, German, French and Italian names. Tables only.

use super::{Country, Order, Tongue};

pub(super) const ENGLISH: Tongue = Tongue {
    weight: 18,
    team: 0,
    countries: &[
        Country { name: "United Kingdom", weight: 60, code: "uk", dial: "+44", cities: &[("Leeds", "Yorkshire and The Humber"), ("Bristol", "South West"), ("Birmingham", "West Midlands"), ("Sheffield", "Yorkshire and The Humber"), ("Glasgow", "Scotland"), ("Norwich", "East of England"), ("London", "London")] },
        Country { name: "Ireland", weight: 15, code: "ie", dial: "+353", cities: &[("Cork", "Munster"), ("Galway", "Connacht"), ("Dublin", "Leinster")] },
        Country { name: "United States", weight: 25, code: "us", dial: "+1", cities: &[("Milwaukee", "Wisconsin"), ("Cleveland", "Ohio"), ("Portland", "Oregon"), ("Charlotte", "North Carolina")] },
    ],
    heads: [
        "North", "Ash", "Brook", "Hart", "Kings", "Silver", "Wood", "Red", "Stone", "Elm", "Fair", "Green", "Hazel", "High", "Iron", "Lake", "Long", "Marsh", "Mill", "Moor",
        "Oak", "Pine", "Raven", "River", "Rose", "Salt", "Shire", "South", "Spring", "Sutton", "Thorn", "Upper", "West", "White", "Wild", "Winter", "Wren", "Black", "Copper", "East",
    ],
    tails: [
        "gate", "field", "well", "ton", "bridge", "ford", "haven", "brook", "bury", "cliff", "combe", "cross", "dale", "den", "fold", "grove", "ham", "hill", "holm", "hurst",
        "land", "ley", "mere", "port", "ridge", "shaw", "side", "stead", "wick", "worth",
    ],
    forms: ["Ltd", "Ltd", "plc"],
    order: Order::Brand,
    given: [
        &["Emma", "Olivia", "Grace", "Hannah", "Laura", "Megan", "Rachel", "Zoe", "Claire", "Niamh"],
        &["James", "Oliver", "Harry", "Daniel", "Thomas", "Simon", "Callum", "Neil", "Ryan", "Patrick"],
    ],
    family: &[
        "Smith", "Walker", "Hughes", "Carter", "Bennett", "Cole", "Doyle", "Fletcher", "Grant", "Hayes", "Keane", "Lawson", "Marsh", "Norris", "Palmer", "Reed", "Shaw", "Turner", "Webb", "O'Brien",
    ],
    notes: ["asked for three references", "budget is fixed in spring", "wants a trial on one line first"],
};

pub(super) const GERMAN: Tongue = Tongue {
    weight: 21,
    team: 1,
    countries: &[
        Country { name: "Germany", weight: 74, code: "de", dial: "+49", cities: &[("Stuttgart", "Baden-Württemberg"), ("Leipzig", "Sachsen"), ("Bielefeld", "Nordrhein-Westfalen"), ("Nürnberg", "Bayern"), ("Kiel", "Schleswig-Holstein"), ("Köln", "Nordrhein-Westfalen"), ("Ulm", "Baden-Württemberg"), ("Regensburg", "Bayern")] },
        Country { name: "Austria", weight: 16, code: "at", dial: "+43", cities: &[("Linz", "Oberösterreich"), ("Graz", "Steiermark"), ("Wien", "Wien"), ("Sankt Pölten", "Niederösterreich")] },
        Country { name: "Switzerland", weight: 10, code: "ch", dial: "+41", cities: &[("Winterthur", "Zürich"), ("Zürich", "Zürich"), ("Basel", "Basel-Stadt")] },
    ],
    heads: [
        "Stein", "Adler", "Ahorn", "Bären", "Berg", "Birken", "Brücken", "Buchen", "Eichen", "Eisen", "Falken", "Fichten", "Franken", "Gold", "Hasel", "Hirsch", "Hoch", "Kirch", "Kron", "Linden",
        "Löwen", "Mühl", "Neu", "Ober", "Reh", "Rhein", "Rosen", "Salz", "Schön", "Schwarz", "Silber", "Sommer", "Sonnen", "Tannen", "Unter", "Wald", "Weiden", "Weiß", "Wiesen", "Winter",
    ],
    tails: [
        "bach", "berg", "burg", "dorf", "feld", "furt", "gart", "hain", "halde", "hausen", "heim", "hof", "holz", "horn", "hütte", "kamp", "loh", "mann", "mühle", "muth",
        "rode", "see", "stadt", "stedt", "stein", "tal", "walde", "weiler", "werth", "thal",
    ],
    forms: ["GmbH", "GmbH & Co. KG", "AG"],
    order: Order::Brand,
    given: [
        &["Anke", "Birgit", "Claudia", "Franziska", "Heike", "Jana", "Katrin", "Sabine", "Silke", "Ute"],
        &["Andreas", "Bernd", "Dirk", "Florian", "Jens", "Jörg", "Markus", "Matthias", "Stefan", "Uwe"],
    ],
    family: &[
        "Müller", "Schäfer", "Becker", "Vogel", "Krüger", "Lange", "Brandt", "Huber", "Kaiser", "Keller", "Lorenz", "Pohl", "Roth", "Seidel", "Sommer", "Voigt", "Winkler", "Ziegler", "Böhm", "Groß",
    ],
    notes: ["Freigabe durch den Einkauf steht aus", "will zuerst den Hygiene-Nachweis sehen", "Umbau der Linie im Frühjahr"],
};

pub(super) const FRENCH: Tongue = Tongue {
    weight: 12,
    team: 0,
    countries: &[
        Country { name: "France", weight: 80, code: "fr", dial: "+33", cities: &[("Lyon", "Auvergne-Rhône-Alpes"), ("Nantes", "Pays de la Loire"), ("Lille", "Hauts-de-France"), ("Angers", "Pays de la Loire"), ("Saint-Étienne", "Auvergne-Rhône-Alpes"), ("Orléans", "Centre-Val de Loire"), ("Besançon", "Bourgogne-Franche-Comté")] },
        Country { name: "Belgium", weight: 20, code: "be", dial: "+32", cities: &[("Liège", "Liège"), ("Namur", "Namur"), ("Charleroi", "Hainaut")] },
    ],
    heads: [
        "Beau", "Bel", "Bois", "Bonne", "Champ", "Chante", "Château", "Clair", "Courte", "Dame", "Font", "Grand", "Haute", "Hermi", "Lac", "Longue", "Mar", "Mire", "Mont", "Neuf",
        "Noir", "Petit", "Pierre", "Plaine", "Pré", "Puits", "Riche", "Roche", "Rive", "Rouge", "Sainte", "Sol", "Tour", "Trois", "Val", "Vau", "Vert", "Vieille", "Ville", "Vin",
    ],
    tails: [
        "mont", "ville", "fort", "val", "bourg", "clair", "court", "combe", "croix", "dieu", "épine", "fontaine", "garde", "lande", "lieu", "maison", "marche", "mare", "moulin", "neuve",
        "pont", "pré", "rive", "roche", "sart", "terre", "tour", "vigne", "villers", "voie",
    ],
    forms: ["SARL", "SAS", "SA"],
    order: Order::Trade,
    given: [
        &["Amélie", "Céline", "Chloé", "Élodie", "Hélène", "Inès", "Léa", "Margaux", "Sophie", "Virginie"],
        &["Antoine", "Bastien", "Benoît", "Cédric", "François", "Guillaume", "Jérôme", "Luc", "Rémi", "Thierry"],
    ],
    family: &[
        "Lefèvre", "Moreau", "Girard", "Roussel", "Fontaine", "Chevalier", "Garnier", "Lambert", "Bonnet", "Marchand", "Perrin", "Renaud", "Brunet", "Colin", "Noël", "Gérard", "Vidal", "Picard", "Leroux", "Barbier",
    ],
    notes: ["attend le budget de janvier", "souhaite un essai en cuve", "le fournisseur actuel est en retard"],
};

pub(super) const ITALIAN: Tongue = Tongue {
    weight: 11,
    team: 2,
    countries: &[
        Country { name: "Italy", weight: 100, code: "it", dial: "+39", cities: &[("Torino", "Piemonte"), ("Parma", "Emilia-Romagna"), ("Brescia", "Lombardia"), ("Modena", "Emilia-Romagna"), ("Bergamo", "Lombardia"), ("Verona", "Veneto"), ("Forlì", "Emilia-Romagna"), ("Bari", "Puglia")] },
    ],
    heads: [
        "Monte", "Acqua", "Alba", "Bel", "Borgo", "Buon", "Campo", "Casa", "Castel", "Cerre", "Civita", "Colle", "Corte", "Costa", "Fiora", "Fonte", "Fronte", "Gallo", "Grotta", "Lago",
        "Luna", "Mare", "Mira", "Oliva", "Palma", "Piano", "Pietra", "Ponte", "Porto", "Prato", "Rocca", "Rosa", "San", "Selva", "Serra", "Sole", "Terra", "Torre", "Valle", "Villa",
    ],
    tails: [
        "alto", "bella", "bianca", "bruna", "chiara", "curta", "dolce", "ferro", "fina", "forte", "fresca", "gemma", "lunga", "mara", "marina", "mora", "netta", "nova", "piana", "reale",
        "rossa", "santa", "secca", "sola", "vecchia", "verde", "viva", "grande", "franca", "lieta",
    ],
    forms: ["S.r.l.", "S.r.l.", "S.p.A."],
    order: Order::Trade,
    given: [
        &["Alessia", "Chiara", "Elisa", "Francesca", "Giulia", "Ilaria", "Martina", "Paola", "Sara", "Valentina"],
        &["Alberto", "Claudio", "Davide", "Enrico", "Fabio", "Giorgio", "Luca", "Marco", "Nicolò", "Stefano"],
    ],
    family: &[
        "Rossi", "Bianchi", "Ferrari", "Gallo", "Conti", "Greco", "Marini", "Rinaldi", "Caruso", "Fontana", "Villa", "Serra", "Fabbri", "Monti", "Barbieri", "Grassi", "Testa", "Farina", "Sala", "Pellegrini",
    ],
    notes: ["decide il direttore di stabilimento", "chiede lo sconto per tre linee", "rivedersi dopo la fiera"],
};
