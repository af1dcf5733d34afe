//! Polish, Russian, Romanian and Chinese names. Tables only.

use super::{Country, Order, Tongue};

pub(super) const POLISH: Tongue = Tongue {
    weight: 15,
    team: 1,
    countries: &[
        Country { name: "Poland", weight: 100, code: "pl", dial: "+48", cities: &[("Łódź", "łódzkie"), ("Kraków", "małopolskie"), ("Wrocław", "dolnośląskie"), ("Poznań", "wielkopolskie"), ("Białystok", "podlaskie"), ("Gdańsk", "pomorskie"), ("Rzeszów", "podkarpackie"), ("Toruń", "kujawsko-pomorskie"), ("Zielona Góra", "lubuskie")] },
    ],
    heads: [
        "Brzoz", "Bukow", "Czarn", "Dąbr", "Dęb", "Gołęb", "Gór", "Grab", "Jasion", "Jawor", "Jesion", "Kalin", "Klon", "Kłos", "Konar", "Krasn", "Lip", "Łęcz", "Łubin", "Malin",
        "Miod", "Modrz", "Mokr", "Nadol", "Olsz", "Orl", "Osin", "Pien", "Podgór", "Rosn", "Rudn", "Sosn", "Stróż", "Świerk", "Topol", "Wierzb", "Wiśn", "Zaręb", "Źródł", "Żurawn",
    ],
    tails: [
        "owa", "anka", "ówka", "owo", "ica", "iczna", "ice", "ina", "isko", "nik", "no", "ów", "owiec", "owice", "owizna", "ówek", "yn", "yna", "ynka", "any",
        "ewo", "ewa", "ewice", "ewiec", "owianka", "ań", "eń", "ysko", "owina", "opol",
    ],
    forms: ["Sp. z o.o.", "Sp. z o.o. Sp. k.", "S.A."],
    order: Order::Trade,
    given: [
        &["Agnieszka", "Barbara", "Ewa", "Joanna", "Katarzyna", "Małgorzata", "Monika", "Paulina", "Renata", "Zofia"],
        &["Andrzej", "Dariusz", "Grzegorz", "Jacek", "Krzysztof", "Łukasz", "Michał", "Paweł", "Piotr", "Wojciech"],
    ],
    family: &[
        "Nowak", "Wójcik", "Mazur", "Krawczyk", "Kaczmarek", "Zając", "Król", "Wróbel", "Dudek", "Pawlak", "Sikora", "Baran", "Walczak", "Szewczyk", "Michalak", "Wieczorek", "Łuczak", "Żak", "Duda", "Sobczak",
    ],
    notes: ["prosi o ofertę na dwie linie", "decyzja po zebraniu zarządu", "porównuje nas z tańszym dostawcą"],
};

pub(super) const RUSSIAN: Tongue = Tongue {
    weight: 7,
    team: 2,
    countries: &[
        Country { name: "Russia", weight: 60, code: "ru", dial: "+7", cities: &[("Казань", "Республика Татарстан"), ("Пермь", "Пермский край"), ("Самара", "Самарская область"), ("Тула", "Тульская область"), ("Екатеринбург", "Свердловская область"), ("Воронеж", "Воронежская область")] },
        Country { name: "Kazakhstan", weight: 40, code: "kz", dial: "+7", cities: &[("Алматы", "Алматы"), ("Астана", "Астана"), ("Караганда", "Карагандинская область")] },
    ],
    heads: [
        "Север", "Волга", "Урал", "Сибир", "Нева", "Дон", "Кама", "Ока", "Байкал", "Алтай", "Амур", "Вектор", "Восток", "Вятка", "Гранит", "Евро", "Запад", "Кедр", "Кварц", "Ладога",
        "Магнит", "Маяк", "Мера", "Омега", "Онега", "Орион", "Парус", "Полюс", "Рассвет", "Родник", "Сапфир", "Сокол", "Спектр", "Степь", "Темп", "Терра", "Тобол", "Цна", "Центр", "Юг",
    ],
    tails: [
        "строй", "пром", "торг", "инвест", "ресурс", "союз", "комплект", "сервис", "техно", "альянс", "агро", "база", "дом", "импорт", "контакт", "контур", "линия", "маркет", "монтаж", "оптима",
        "партнёр", "плюс", "поставка", "профи", "свет", "снаб", "стандарт", "транс", "экспорт", "энерго",
    ],
    forms: ["ООО", "ООО", "АО"],
    order: Order::Form,
    given: [
        &["Анна", "Вера", "Галина", "Елена", "Ирина", "Марина", "Надежда", "Ольга", "Светлана", "Татьяна"],
        &["Алексей", "Андрей", "Борис", "Виктор", "Дмитрий", "Иван", "Михаил", "Павел", "Сергей", "Юрий"],
    ],
    family: &[
        "Иванов", "Смирнов", "Кузнецов", "Попов", "Соколов", "Лебедев", "Козлов", "Новиков", "Морозов", "Волков", "Павлов", "Семёнов", "Голубев", "Виноградов", "Богданов", "Воробьёв", "Фёдоров", "Беляев", "Тарасов", "Комаров",
    ],
    notes: ["ждут утверждения бюджета", "просят пробный период на одной линии", "сравнивают с прежним поставщиком"],
};

pub(super) const ROMANIAN: Tongue = Tongue {
    weight: 8,
    team: 2,
    countries: &[
        Country { name: "Romania", weight: 88, code: "ro", dial: "+40", cities: &[("Cluj-Napoca", "Cluj"), ("Iași", "Iași"), ("Timișoara", "Timiș"), ("Brașov", "Brașov"), ("Constanța", "Constanța"), ("Sibiu", "Sibiu"), ("Bacău", "Bacău")] },
        Country { name: "Moldova", weight: 12, code: "md", dial: "+373", cities: &[("Chișinău", "Chișinău"), ("Bălți", "Bălți")] },
    ],
    heads: [
        "Brăd", "Alb", "Ard", "Arin", "Bistr", "Bour", "Brum", "Buc", "Carp", "Căl", "Cern", "Cetăț", "Codr", "Cor", "Crâng", "Dorn", "Dum", "Făg", "Fânt", "Gorun",
        "Huned", "Izvor", "Lun", "Măgur", "Mărg", "Mioar", "Mold", "Mur", "Negr", "Olt", "Păltin", "Pietr", "Plop", "Poian", "Rod", "Săl", "Siret", "Stej", "Tisău", "Vâlc",
    ],
    tails: [
        "et", "ești", "eni", "ana", "ina", "ița", "oara", "aș", "ova", "ul", "iș", "eanca", "elu", "an", "or", "easa", "ala", "ura", "inești", "ăreni",
        "uleț", "aru", "anca", "ești-Nord", "eni-Sud", "ila", "ena", "oaia", "atu", "uța",
    ],
    forms: ["S.R.L.", "S.R.L.", "S.A."],
    order: Order::Trade,
    given: [
        &["Alina", "Andreea", "Carmen", "Cristina", "Daniela", "Gabriela", "Ioana", "Mihaela", "Raluca", "Simona"],
        &["Adrian", "Bogdan", "Cătălin", "Ciprian", "Dragoș", "Gheorghe", "Ionuț", "Mihai", "Radu", "Vlad"],
    ],
    family: &[
        "Popescu", "Ionescu", "Dumitru", "Stan", "Gheorghiu", "Rusu", "Munteanu", "Matei", "Șerban", "Lazăr", "Țurcanu", "Ciobanu", "Florea", "Dobre", "Barbu", "Nistor", "Cojocaru", "Bălan", "Manole", "Oprea",
    ],
    notes: ["așteaptă aprobarea bugetului", "vrea o vizită la fabrică", "revine după inventar"],
};

pub(super) const CHINESE: Tongue = Tongue {
    weight: 8,
    team: 2,
    countries: &[
        Country { name: "China", weight: 100, code: "cn", dial: "+86", cities: &[("苏州", "江苏省"), ("上海", "上海市"), ("宁波", "浙江省"), ("青岛", "山东省"), ("成都", "四川省"), ("武汉", "湖北省"), ("天津", "天津市"), ("佛山", "广东省")] },
    ],
    heads: [
        "恒", "安", "宝", "博", "长", "诚", "创", "达", "德", "鼎", "东", "丰", "福", "光", "庆", "国", "海", "汉", "浩", "和",
        "宏", "华", "汇", "佳", "建", "捷", "金", "凯", "康", "联", "隆", "明", "鹏", "瑞", "盛", "顺", "泰", "天", "新", "裕",
    ],
    tails: [
        "源", "荣", "信", "兴", "祥", "升", "亚", "益", "宇", "云", "正", "智", "中", "泉", "卓", "邦", "昌", "成", "发", "峰",
        "富", "合", "辉", "吉", "力", "铭", "龙", "通", "旺", "旭",
    ],
    forms: ["有限公司", "有限公司", "股份有限公司"],
    order: Order::City,
    given: [
        &["静", "敏", "丽", "娟", "芳", "燕", "玲", "红", "梅", "娜"],
        &["伟", "强", "磊", "军", "杰", "涛", "超", "明", "浩然", "志强"],
    ],
    family: &[
        "王", "李", "张", "刘", "陈", "杨", "黄", "赵", "吴", "周", "徐", "孙", "马", "朱", "胡", "郭", "何", "林", "高", "罗",
    ],
    notes: ["等预算批复", "要求先在一条产线上试用", "对比现有供应商的价格"],
};
