//! Names in plain Latin letters, for domains and e-mail addresses. Covers the letters of our own
//! tables; anything else becomes a hyphen.

/// Spells a name with `a` to `z`, digits and single hyphens.
pub(in crate::demo) fn slug(name: &str) -> String {
    let mut out = String::with_capacity(name.len() + 4);
    for c in name.chars() {
        match latin(c) {
            Some(letters) => out.push_str(letters),
            None if c.is_ascii_alphanumeric() => out.push(c.to_ascii_lowercase()),
            None if !out.is_empty() && !out.ends_with('-') => out.push('-'),
            None => {}
        }
    }
    if out.ends_with('-') {
        out.pop();
    }
    out
}

fn latin(c: char) -> Option<&'static str> {
    match c {
        '\0'..='\u{7f}' => None,
        '\u{80}'..='\u{3ff}' => accented(c),
        '\u{400}'..='\u{4ff}' => cyrillic(c),
        _ => pinyin(c),
    }
}

const fn accented(c: char) -> Option<&'static str> {
    Some(match c {
        'ą' | 'à' | 'â' | 'ă' | 'Â' => "a",
        'ä' => "ae",
        'ć' | 'ç' => "c",
        'ę' | 'é' | 'è' | 'ê' | 'ë' | 'É' => "e",
        'î' | 'ï' | 'Î' => "i",
        'ł' | 'Ł' => "l",
        'ń' => "n",
        'ó' | 'ô' | 'ò' => "o",
        'ö' | 'Ö' => "oe",
        'ś' | 'Ś' | 'ș' | 'Ș' => "s",
        'ß' => "ss",
        'ț' | 'Ț' => "t",
        'ù' | 'û' => "u",
        'ü' | 'Ü' => "ue",
        'ź' | 'ż' | 'Ż' | 'Ź' => "z",
        _ => return None,
    })
}

const fn cyrillic(c: char) -> Option<&'static str> {
    Some(match c {
        'а' | 'А' => "a",
        'б' | 'Б' => "b",
        'в' | 'В' => "v",
        'г' | 'Г' => "g",
        'д' | 'Д' => "d",
        'е' | 'Е' | 'ё' | 'Ё' | 'э' | 'Э' => "e",
        'ж' | 'Ж' => "zh",
        'з' | 'З' => "z",
        'и' | 'И' | 'й' | 'Й' => "i",
        'к' | 'К' => "k",
        'л' | 'Л' => "l",
        'м' | 'М' => "m",
        'н' | 'Н' => "n",
        'о' | 'О' => "o",
        'п' | 'П' => "p",
        'р' | 'Р' => "r",
        'с' | 'С' => "s",
        'т' | 'Т' => "t",
        'у' | 'У' => "u",
        'ф' | 'Ф' => "f",
        'х' | 'Х' => "kh",
        'ц' | 'Ц' => "ts",
        'ч' | 'Ч' => "ch",
        'ш' | 'Ш' => "sh",
        'щ' | 'Щ' => "sch",
        'ы' | 'Ы' => "y",
        'ь' | 'ъ' => "",
        'ю' | 'Ю' => "yu",
        'я' | 'Я' => "ya",
        _ => return None,
    })
}

/// The characters of the table of Chinese names, and how each is spoken.
const PINYIN: [(&str, &str); 86] = [
    ("an", "安"), ("bang", "邦"), ("bao", "宝"), ("bo", "博"), ("cai", "彩"), ("chang", "昌长"), ("chao", "超"),
    ("chen", "陈"), ("cheng", "诚成程"), ("chuang", "创"), ("da", "达大"), ("de", "德"), ("ding", "鼎"),
    ("dong", "东"), ("fa", "发"), ("fang", "方芳"), ("feng", "丰峰"), ("fu", "福富"), ("gao", "高"), ("guang", "光广"),
    ("guo", "国郭"), ("hai", "海"), ("han", "汉"), ("hang", "航"), ("hao", "浩"), ("he", "和合何"), ("heng", "恒亨"), ("hong", "宏鸿红"),
    ("hu", "胡"), ("hua", "华"), ("hui", "汇辉"), ("huang", "黄"), ("ji", "吉"), ("jia", "佳嘉"), ("jian", "建"),
    ("jie", "捷杰"), ("jin", "金锦"), ("jing", "静晶"), ("juan", "娟"), ("jun", "军俊"), ("kai", "凯开"), ("kang", "康"),
    ("lei", "磊"), ("li", "力利李丽"), ("lian", "联"), ("liang", "梁"), ("lin", "林"), ("ling", "玲"), ("liu", "刘"),
    ("long", "隆龙"), ("luo", "罗"), ("ma", "马"), ("mei", "梅"), ("min", "敏"), ("ming", "明铭"), ("na", "娜"),
    ("peng", "鹏"), ("qiang", "强"), ("qing", "庆"), ("quan", "泉"), ("ran", "然"), ("rong", "荣"), ("rui", "瑞"),
    ("shang", "尚"), ("sheng", "盛胜升"), ("shi", "仕"), ("shun", "顺"), ("song", "宋"), ("sun", "孙"), ("tai", "泰"),
    ("tao", "涛"), ("tian", "天"), ("tong", "通"), ("wang", "王旺"), ("wei", "伟维"), ("wu", "吴"), ("xiang", "祥"),
    ("xin", "新信鑫"), ("xing", "兴星"), ("xu", "徐旭"), ("ya", "亚"), ("yan", "燕"), ("yang", "杨阳"), ("yi", "益亿"),
    ("yu", "裕宇"), ("yuan", "源远元"),
];
const MORE_PINYIN: [(&str, &str); 9] = [
    ("yun", "云"), ("zhang", "张"), ("zhao", "赵"), ("zheng", "正郑"), ("zhi", "智志"), ("zhong", "中众"),
    ("zhou", "周"), ("zhu", "朱"), ("zhuo", "卓"),
];

fn pinyin(c: char) -> Option<&'static str> {
    PINYIN
        .iter()
        .chain(&MORE_PINYIN)
        .find(|(_, written)| written.contains(c))
        .map(|(spoken, _)| *spoken)
}

#[cfg(test)]
mod tests {
    use super::super::TONGUES;
    use super::*;

    #[test]
    fn names_are_spelled_in_plain_letters() {
        assert_eq!(slug("Łódź Żółć"), "lodz-zolc");
        assert_eq!(slug("Тула «Щука»"), "tula-schuka");
        assert_eq!(slug("恒瑞"), "hengrui");
        assert_eq!(slug("Müßig & Söhne"), "muessig-soehne");
    }

    #[test]
    fn every_letter_of_the_tables_can_be_spelled() {
        let spelled = |text: &str| {
            for c in text.chars().filter(|c| !c.is_ascii()) {
                assert!(latin(c).is_some(), "{c} in {text}");
            }
        };
        for tongue in TONGUES {
            let parts = tongue.heads.iter().chain(&tongue.tails);
            parts.for_each(|it| spelled(it));
            let people = tongue.given.iter().flat_map(|it| it.iter());
            people.chain(tongue.family).for_each(|it| spelled(it));
        }
    }
}
