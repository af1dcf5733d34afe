//! What only a process shows: its exit code, closed pipes, files that it leaves.

use std::process::{Command, Stdio};

fn fiveply(home: &std::path::Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fiveply"));
    command
        .env_clear()
        .env("HOME", home)
        .env("USER", "ola")
        .env("TMPDIR", home.join("tmp"))
        .stdin(Stdio::null());
    command
}

fn home() -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    std::fs::create_dir(home.path().join("tmp")).unwrap();
    home
}

#[test]
fn the_demo_prints_its_funnel_and_leaves_nothing_behind() {
    let home = home();
    let output = fiveply(home.path()).arg("demo").output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    let printed = String::from_utf8(output.stdout).unwrap();
    assert!(printed.contains("near-customer"), "{printed}");
    assert!(!printed.contains('\u{1b}'));
    assert_eq!(
        std::fs::read_dir(home.path().join("tmp")).unwrap().count(),
        0
    );
}

#[test]
fn the_demo_is_kept_where_a_file_was_named_and_is_private_and_sound() {
    use std::os::unix::fs::PermissionsExt;
    let home = home();
    let file = home.path().join("demo.db");
    let run = |words: &[&str]| {
        let mut command = fiveply(home.path());
        command.arg("--db").arg(&file).args(words);
        command.output().unwrap()
    };
    let made = run(&["demo", "--accounts", "50", "--leads", "80"]);
    assert!(made.status.success(), "{made:?}");
    let mode = std::fs::metadata(&file).unwrap().permissions().mode();
    assert_eq!(mode & 0o077, 0);
    assert!(run(&["check"]).status.success());
    let leads = run(&["leads", "--json"]);
    assert_eq!(leads.stdout.split(|it| *it == b'\n').count() - 1, 80);
    assert_eq!(run(&["demo"]).status.code(), Some(4));
    assert_eq!(run(&["lead", "show", "81"]).status.code(), Some(6));
}

#[test]
fn a_reader_who_leaves_early_is_no_failure() {
    let home = home();
    let file = home.path().join("demo.db");
    let made = fiveply(home.path())
        .args(["demo", "--leads", "2000", "--accounts", "500", "--db"])
        .arg(&file)
        .output()
        .unwrap();
    assert!(made.status.success());
    let mut listing = fiveply(home.path())
        .args(["leads", "--json", "--db"])
        .arg(&file)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(listing.stdout.take());
    let output = listing.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

#[test]
fn the_usual_file_lies_in_the_users_data_directory() {
    let home = home();
    let run = |words: &[&str]| fiveply(home.path()).args(words).output().unwrap();
    assert_eq!(run(&["leads"]).status.code(), Some(10));
    assert!(run(&["init"]).status.success());
    assert!(
        run(&["lead", "new", "--account", "Helvetia"])
            .status
            .success()
    );
    assert!(run(&["leads"]).status.success());
    assert!(home.path().join(".local/share/fiveply/fiveply.db").exists());
    assert_eq!(run(&["leads", "--no-such"]).status.code(), Some(2));
}

#[test]
fn completions_and_the_manual_are_printed() {
    let home = home();
    let run = |words: &[&str]| {
        let output = fiveply(home.path()).args(words).output().unwrap();
        assert!(output.status.success(), "{output:?}");
        String::from_utf8(output.stdout).unwrap()
    };
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        assert!(run(&["completions", shell]).contains("fiveply"), "{shell}");
    }
    assert!(run(&["man"]).contains(".TH fiveply"));
    let pages = home.path().join("man");
    run(&["man", "--dir", pages.to_str().unwrap()]);
    assert!(pages.join("fiveply-move.1").exists());
}

#[test]
fn an_import_for_which_there_is_no_room_leaves_no_empty_workspace() {
    let home = home();
    let row = |n| format!("Foundry {n},Anna {n},{n}\n");
    let rows: String = (0..6_000).map(row).collect();
    let table = home.path().join("leads.csv");
    std::fs::write(&table, format!("Account,Contact,Value\n{rows}")).unwrap();
    let import = |db: &str, before: &str| {
        let mut command = Command::new("sh");
        command
            .env_clear()
            .env("HOME", home.path())
            .env("USER", "ola")
            .env("TMPDIR", home.path().join("tmp"))
            .stdin(Stdio::null())
            .arg("-c")
            .arg(format!("{before}exec \"$0\" \"$@\""))
            .arg(env!("CARGO_BIN_EXE_fiveply"))
            .arg("--db")
            .arg(home.path().join(db))
            .arg("import")
            .arg(&table);
        command.output().unwrap()
    };
    let full = import("new.db", "ulimit -f 1000; ");
    assert!(!full.status.success(), "{full:?}");
    let left: Vec<_> = std::fs::read_dir(home.path())
        .unwrap()
        .map(|it| it.unwrap().file_name())
        .filter(|it| it.to_string_lossy().starts_with("new.db"))
        .collect();
    assert!(left.is_empty(), "{left:?}");
    assert!(import("other.db", "").status.success());
}

#[test]
fn a_disk_that_fills_up_keeps_no_half_of_an_import_and_no_half_of_a_copy() {
    let home = home();
    let run = |blocks: &str, words: &[&str]| {
        let mut command = Command::new("sh");
        let limited = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" --db crm.db \"$@\"");
        command
            .args(["-c", &limited, env!("CARGO_BIN_EXE_fiveply")])
            .args(words)
            .env_clear()
            .env("HOME", home.path())
            .env("USER", "ola")
            .current_dir(home.path());
        let output = command.output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        (output.status.code(), said)
    };
    let rows = (0..3_000).map(|n| format!("Company {n},{}\n", "note ".repeat(20)));
    let table = format!("account,note\n{}", rows.collect::<String>());
    std::fs::write(home.path().join("big.csv"), table).unwrap();
    assert_eq!(run("unlimited", &["init"]).0, Some(0));
    let import = ["import", "big.csv", "--what", "accounts", "--yes"];
    let lead = ["lead", "new", "--account", "Company 1"];
    for (blocks, words) in [
        ("700", &import[..]),
        ("66", &lead),
        ("700", &["backup", "copy.db"]),
        ("100", &["export", "accounts", "--to", "out.csv"]),
        ("10", &["export", "accounts", "--to", "out.xlsx"]),
        ("100", &["export", "log", "--to", "out.jsonl"]),
    ] {
        let left = || {
            let files = std::fs::read_dir(home.path()).unwrap();
            files
                .map(|it| it.unwrap().file_name())
                .collect::<std::collections::BTreeSet<_>>()
        };
        let before = left();
        let (code, said) = run(blocks, words);
        assert_eq!(code, Some(15), "{said}");
        assert!(
            said.contains("the disk is full") && said.contains("make room")
                || said.contains("cannot be written") && said.contains("check the room"),
            "{said}"
        );
        assert_eq!(run("unlimited", &["check"]).0, Some(0));
        assert_eq!(left(), before);
        // There is room again.
        assert_eq!(run("unlimited", words).0, Some(0));
    }
}
