//! The industries of the market: NAICS 2022 codes, the words companies put into their names, and
//! how well our instruments fit them. Tables only.

/// An industry.
#[derive(Debug)]
pub(super) struct Sector {
    /// The industry in words.
    pub name: &'static str,
    /// How common it is.
    pub weight: u32,
    /// How well our products fit, in log odds.
    pub fit: f64,
    /// Its codes, coarse ones too: not every list gives all six digits.
    pub codes: &'static [&'static str],
    /// What companies call it in their names, in the order of `names::TONGUES`.
    pub words: [&'static str; 8],
}

/// The industries.
pub(super) const SECTORS: &[Sector; 12] = &[
    Sector {
        name: "Food",
        weight: 16,
        fit: 0.30,
        codes: &["311511", "311513", "311812", "311421", "311615", "3115", "311"],
        words: ["Dairy", "Molkerei", "Mleczarnia", "Молзавод", "Lactate", "Laiterie", "Caseificio", "乳业"],
    },
    Sector {
        name: "Beverages",
        weight: 8,
        fit: 0.25,
        codes: &["312111", "312120", "312130", "3121", "312"],
        words: ["Breweries", "Brauerei", "Browar", "Пивзавод", "Băuturi", "Brasserie", "Bevande", "饮料"],
    },
    Sector {
        name: "Chemicals",
        weight: 9,
        fit: 0.20,
        codes: &["325199", "325412", "325510", "325620", "3254", "325"],
        words: ["Chemicals", "Chemie", "Chemia", "Химпром", "Chimica", "Chimie", "Chimica", "化工"],
    },
    Sector {
        name: "Plastics",
        weight: 6,
        fit: -0.05,
        codes: &["326113", "326199", "3261", "326"],
        words: ["Polymers", "Kunststofftechnik", "Tworzywa", "Полимер", "Plast", "Plastiques", "Plastica", "塑料"],
    },
    Sector {
        name: "Fabricated metal",
        weight: 10,
        fit: -0.10,
        codes: &["332312", "332710", "332996", "3327", "332"],
        words: ["Metalworks", "Metallbau", "Metal", "Метиз", "Metal", "Métaux", "Metalli", "金属"],
    },
    Sector {
        name: "Machinery",
        weight: 11,
        fit: 0.15,
        codes: &["333241", "333248", "333914", "333993", "3339", "333"],
        words: ["Machinery", "Maschinenbau", "Maszyny", "Машзавод", "Utilaje", "Mécanique", "Macchine", "机械"],
    },
    Sector {
        name: "Instruments",
        weight: 5,
        fit: 0.05,
        codes: &["334413", "334513", "334519", "3345", "334"],
        words: ["Controls", "Messtechnik", "Automatyka", "Прибор", "Automatizări", "Automatismes", "Strumenti", "仪器"],
    },
    Sector {
        name: "Utilities",
        weight: 6,
        fit: -0.15,
        codes: &["221118", "221310", "221320", "2213", "221"],
        words: ["Water", "Wasserwerke", "Wodociągi", "Водоканал", "Apă", "Eaux", "Acque", "水务"],
    },
    Sector {
        name: "Logistics",
        weight: 8,
        fit: -0.30,
        codes: &["484121", "484220", "493120", "4841", "493"],
        words: ["Cold Storage", "Logistik", "Logistyka", "Логистика", "Logistic", "Logistique", "Logistica", "物流"],
    },
    Sector {
        name: "Wholesale",
        weight: 11,
        fit: -0.35,
        codes: &["423830", "424410", "424480", "424690", "4246", "424"],
        words: ["Supplies", "Handel", "Hurtownia", "Торг", "Comerț", "Négoce", "Commerciale", "贸易"],
    },
    Sector {
        name: "Engineering",
        weight: 6,
        fit: -0.05,
        codes: &["541330", "541380", "541512", "5413", "541"],
        words: ["Engineering", "Ingenieure", "Projekt", "Проект", "Proiect", "Ingénierie", "Ingegneria", "工程"],
    },
    Sector {
        name: "Waste treatment",
        weight: 4,
        fit: -0.20,
        codes: &["562111", "562219", "562910", "5621", "562"],
        words: ["Recycling", "Entsorgung", "Recykling", "Экосервис", "Reciclare", "Recyclage", "Ecologia", "环保"],
    },
];
