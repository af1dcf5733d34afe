//! Tests of what file and environment say.

use super::*;

fn load(variables: &[(&str, &str)], file: &str) -> Result<Settings, Vec<String>> {
    let home = tempfile::tempdir().unwrap();
    std::fs::write(home.path().join("config.toml"), file).unwrap();
    Settings::load(&Env::of(variables, home.path())).map_err(|errors| {
        let home = format!("{}/", home.path().display());
        errors
            .iter()
            .map(|error| error.to_string().replace(&home, ""))
            .collect()
    })
}

#[test]
fn what_is_set_holds_and_the_environment_goes_over_the_file() {
    let file = "language = \"zh\"\nmouse = false\ncolors = 256\ntheme = \"light\"\n[keys]\nwin = \"Ctrl-w\"\nlose = [\"x\", \"X\"]\n";
    let settings = load(&[("FIVEPLY_LANG", "en"), ("FIVEPLY_DB", "/tmp/a.db")], file).unwrap();
    assert_eq!(settings.language.as_deref(), Some("en"));
    assert_eq!(settings.db.as_deref(), Some(Path::new("/tmp/a.db")));
    assert_eq!(
        (settings.mouse, settings.colors, settings.theme.as_str()),
        (false, Depth::Indexed, "light")
    );
    let keys: Vec<_> = settings
        .keys
        .iter()
        .map(|key| (key.action.as_str(), key.keys.len()))
        .collect();
    assert_eq!(keys, [("lose", 2), ("win", 1)]);
}

#[test]
fn every_wrong_line_is_named_with_its_number_and_what_would_be_right() {
    let file = "# mine\nlangauge = \"zh\"\ntheme = \"beige\"\nmouse = [1]\n[keys]\nwin = 3\n";
    let mut errors = load(&[("FIVEPLY_ASCI", "1"), ("FIVEPLY_MOUSE", "maybe")], file).unwrap_err();
    errors.sort();
    assert_eq!(
        errors,
        [
            "FIVEPLY_ASCI: there is no setting `FIVEPLY_ASCI`; did you mean `FIVEPLY_ASCII`?",
            "FIVEPLY_MOUSE: `mouse` cannot be `maybe`; write true or false",
            "config.toml:2: there is no setting `langauge`; did you mean `language`?",
            "config.toml:3: `theme` cannot be `beige`; write auto, dark, light, contrast, clear, ansi, plain, or the name of a file in the folder `themes` beside the settings",
            "config.toml:4: `mouse` cannot be an array; write true or false",
            "config.toml:6: `win` cannot be an integer; write a key or a list of keys, such as [\"x\", \"Ctrl-x\"]",
        ]
    );
}

#[test]
fn a_file_that_is_no_toml_is_named_with_its_line() {
    let errors = load(&[], "mouse = true\ntheme = \n").unwrap_err();
    assert!(errors[0].starts_with("config.toml:2: "), "{errors:?}");
}

#[test]
fn colours_and_ground_follow_what_the_terminal_says() {
    type Variables = &'static [(&'static str, &'static str)];
    let cases: [(Variables, Depth, Option<Ground>); 7] = [
        (
            &[("TERM", "xterm-256color"), ("COLORTERM", "truecolor")],
            Depth::True,
            None,
        ),
        (&[("TERM", "xterm-256color")], Depth::Indexed, None),
        (
            &[("TERM", "xterm-256color"), ("COLORFGBG", "0;15")],
            Depth::Indexed,
            Some(Ground::Light),
        ),
        (
            &[("TERM", "linux"), ("COLORFGBG", "15;default;0")],
            Depth::Sixteen,
            Some(Ground::Dark),
        ),
        (
            &[("TERM", "xterm-kitty"), ("NO_COLOR", "1")],
            Depth::None,
            None,
        ),
        (
            &[("TERM", "xterm-kitty"), ("NO_COLOR", "")],
            Depth::True,
            None,
        ),
        (
            &[("TERM", "xterm-kitty"), ("FIVEPLY_COLORS", "16")],
            Depth::Sixteen,
            None,
        ),
    ];
    for (variables, depth, ground) in cases {
        let settings = load(variables, "").unwrap();
        assert_eq!(
            (settings.colors, settings.ground_hint),
            (depth, ground),
            "{variables:?}"
        );
    }
}

#[test]
fn a_theme_of_ones_own_is_known_by_its_file_and_nothing_else_is() {
    let home = tempfile::tempdir().unwrap();
    std::fs::create_dir(home.path().join("themes")).unwrap();
    std::fs::write(home.path().join("themes/mine.toml"), "").unwrap();
    std::fs::write(home.path().join("other.toml"), "").unwrap();
    let mut settings = Settings::load(&Env::of(&[], home.path())).unwrap();
    assert!(settings.put_theme("mine").is_ok());
    assert_eq!(settings.theme, "mine");
    for name in ["../other", "yours", ""] {
        assert!(settings.put_theme(name).is_err(), "{name}");
    }
}

#[test]
fn the_system_language_holds_where_none_is_set() {
    assert_eq!(
        load(&[("LANG", "zh_CN.UTF-8")], "")
            .unwrap()
            .language
            .as_deref(),
        Some("zh_CN.UTF-8")
    );
    assert_eq!(
        load(&[("LC_ALL", "en_GB"), ("LANG", "zh_CN")], "")
            .unwrap()
            .language
            .as_deref(),
        Some("en_GB")
    );
}

#[test]
fn only_a_terminal_that_says_so_is_drawn_in_ascii() {
    assert!(!load(&[], "").unwrap().ascii);
    assert!(!load(&[("LANG", "pl_PL.UTF-8")], "").unwrap().ascii);
    assert!(load(&[("LANG", "pl_PL.ISO-8859-2")], "").unwrap().ascii);
    for (name, value, ascii) in [
        ("LANG", "C", true),
        ("LC_ALL", "POSIX", true),
        ("LANG", "C.UTF-8", false),
        ("LANG", "pl_PL", false),
    ] {
        let settings = load(&[(name, value)], "").unwrap();
        assert_eq!(settings.ascii, ascii, "{name}={value}");
    }
    assert!(
        !load(&[("LANG", "pl_PL.ISO-8859-2")], "ascii = false")
            .unwrap()
            .ascii
    );
}

#[test]
fn directories_can_be_moved() {
    let settings = load(
        &[
            ("FIVEPLY_DATA_DIR", "/srv/five"),
            ("FIVEPLY_LOG_DIR", "/var/log/five"),
        ],
        "",
    )
    .unwrap();
    assert_eq!(settings.dirs.data, Path::new("/srv/five"));
    assert_eq!(settings.dirs.logs, Path::new("/var/log/five"));
}

#[test]
fn without_a_file_the_usual_holds() {
    let home = tempfile::tempdir().unwrap();
    assert!(Settings::load(&Env::of(&[], home.path())).is_ok());
    assert!(matches!(
        Settings::load(&Env::default()).unwrap_err()[..],
        [ConfigError::NoHome]
    ));
}
