//! What the program says of itself.

use super::folder::Folder;

/// The commands that the help lists.
fn commands(help: &str) -> Vec<&str> {
    let (_, behind) = help.split_once("Commands:\n").expect("commands");
    let lines = behind.lines().take_while(|line| !line.is_empty());
    lines
        .filter_map(|line| line.split_whitespace().next())
        .collect()
}

#[test]
fn each_command_has_a_help() {
    let folder = Folder::new();
    let help = folder.run(&["--help"]);
    let commands = commands(&help.succeeds().out);
    assert_eq!(
        commands,
        [
            "generate",
            "check",
            "diff",
            "update",
            "lint",
            "explain",
            "mock",
            "trigger",
            "init",
            "completions"
        ]
    );
    assert!(help.out.contains("Exit codes: 0 done;"), "{}", help.out);
    for command in commands {
        let run = folder.run(&[command, "--help"]);
        assert!(
            run.succeeds()
                .out
                .contains(&format!("Usage: form-codegen {command}")),
            "{}",
            run.out
        );
    }
    let version = folder.run(&["--version"]);
    assert_eq!(
        version.succeeds().out,
        format!("form-codegen {}\n", form_codegen::VERSION)
    );
}

#[test]
fn what_is_misspelt_is_suggested() {
    let folder = Folder::new();
    for (words, meant) in [
        (&["genrate"][..], "'generate'"),
        (&["generate", "--paht", "a"], "'--path'"),
        (&["diff", "a", "--format", "markdwn"], "'markdown'"),
    ] {
        let run = folder.run(words);
        assert!(run.fails(2).err.contains(meant), "{}", run.err);
    }
    let code = folder.run(&["explain", "get-bodi"]);
    assert!(
        code.fails(1).err.contains("did you mean `get-body`?"),
        "{}",
        code.err
    );
    assert!(
        folder
            .run(&["explain", "get-body"])
            .succeeds()
            .out
            .contains("get-body: ")
    );
}

#[test]
fn shells_complete_the_commands() {
    let folder = Folder::new();
    for shell in ["bash", "zsh", "fish", "powershell"] {
        let run = folder.run(&["completions", shell]);
        assert!(run.succeeds().out.contains("exclude-operation"), "{shell}");
    }
}
