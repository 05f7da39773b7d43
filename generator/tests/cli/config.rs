//! `form-codegen.toml`: what is wrong with it is said where it stands.

use super::PETS;
use super::folder::Folder;

/// A configuration that is right, but for what is put behind it.
fn refused(more: &str) -> String {
    let folder = Folder::new();
    folder.put("pets.yaml", PETS);
    let right = "[[crate]]\nname = \"pets\"\ndocument = \"pets.yaml\"\nout = \"pets\"\n";
    folder.put("form-codegen.toml", &format!("{right}{more}"));
    let run = folder.run(&["generate"]);
    run.fails(1);
    assert!(!folder.exists("pets"));
    run.err.clone()
}

#[test]
fn what_is_wrong_is_located_with_a_suggestion() {
    for (more, code, at, said) in [
        (
            "overlay = []\n",
            "config-unknown-key",
            ":5:1",
            "did you mean `overlays`?",
        ),
        (
            "version = \"1\"\n",
            "config-value",
            ":5:11",
            "three numbers with dots",
        ),
        (
            "keep-going = \"yes\"\n",
            "config-value",
            ":5:14",
            "`true` or `false`",
        ),
        (
            "[crate.package]\nlicence = \"MIT\"\n",
            "config-unknown-key",
            ":6:1",
            "did you mean `license`?",
        ),
        (
            "[crate.package]\nkeywords = [\"two words\"]\n",
            "config-value",
            ":6:12",
            "at most 5 keywords",
        ),
        (
            "[crate.package]\nrepository = \"here\"\n",
            "config-value",
            ":6:14",
            "`https://…`",
        ),
        (
            "[crate.features]\nresources-from = 2\ndefault = [\"hyper\", \"pest\"]\n",
            "config-value",
            ":7:21",
            "did you mean `pets`?",
        ),
        (
            "[crate.features]\ndefault = [\"pets\"]\n",
            "config-value",
            ":6:12",
            "those of its 2 resources come with a `resources-from`",
        ),
        (
            "[[crate.lint.allow]]\nid = \"get-body\"\n",
            "config-missing",
            ":5:",
            "`reason` is missing",
        ),
        (
            "[[crate]]\nname = \"pets\"\ndocument = \"a\"\nout = \"b\"\n",
            "config-value",
            ":6:8",
            "the same `name`",
        ),
        (
            "[[crate]]\nname = \"b\"\ndocument = \"a\"\nout = \"./pets\"\n",
            "config-value",
            ":8:7",
            "the same `out`",
        ),
        (
            "[[crate]]\nname = \"serde\"\ndocument = \"a\"\nout = \"b\"\n",
            "config-value",
            ":6:8",
            "the crate depends on one of that name",
        ),
        ("name = \"again\"\n", "syntax", ":5:1", "duplicate key"),
    ] {
        let text = refused(more);
        assert!(text.contains(&format!("[{code}]")), "{code}: {text}");
        assert!(
            text.contains(&format!("form-codegen.toml{at}")),
            "{at}: {text}"
        );
        assert!(text.contains(said), "{said}: {text}");
    }
}

#[test]
fn all_faults_are_told_at_once() {
    let text = refused("overlay = []\nguides = \"a\"\n[crate.select]\ntag = []\n");
    assert_eq!(text.matches("[config-unknown-key]").count(), 3, "{text}");
}

#[test]
fn what_the_manifest_says_is_what_the_configuration_says() {
    let folder = Folder::described(PETS);
    folder.run(&["generate"]).succeeds();
    let manifest = folder.text("pets/Cargo.toml");
    // Nobody has chosen one.
    assert!(!manifest.contains("license"), "{manifest}");
    let more = "[crate.package]\nlicense = \"Apache-2.0\"\nauthors = [\"A <a@example.com>\"]\ndescription = \"Pets \\\"and\\\" toys.\"\nrepository = \"https://pets.example/code\"\nkeywords = [\"pets\"]\n";
    folder.put(
        "form-codegen.toml",
        &(folder.text("form-codegen.toml") + more),
    );
    folder.run(&["generate"]).succeeds();
    let manifest = folder.text("pets/Cargo.toml");
    for line in [
        "license = \"Apache-2.0\"",
        "authors = [\"A <a@example.com>\"]",
        "description = \"Pets \\\"and\\\" toys.\"",
        "repository = \"https://pets.example/code\"",
        "keywords = [\"pets\"]",
    ] {
        assert!(
            manifest.contains(&format!("\n{line}\n")),
            "{line}: {manifest}"
        );
    }
}

#[test]
fn a_path_that_leads_nowhere_is_refused_unless_it_is_of_a_folder_that_may_be_missing() {
    let text = refused("overlays = [\"fixes\"]\n");
    assert!(text.contains("there is no fixes"), "{text}");
    let folder = Folder::described(PETS);
    let config = folder.text("form-codegen.toml").replace(
        "# overlays = [\"corrections.yaml\"]",
        "overlays = [\"fixes/\"]",
    );
    folder.put("form-codegen.toml", &config);
    folder.run(&["generate"]).succeeds();
}

#[test]
fn findings_that_are_known_are_passed_over_with_their_reason() {
    let folder = Folder::described(&PETS.replace("description: A pet.", "description: ''"));
    let found = folder.run(&["lint"]).out;
    let id = found
        .lines()
        .find_map(|line| line.trim().split(' ').nth(1).filter(|id| id.contains('-')));
    let id = id.expect("a finding").to_owned();
    let allow = format!("[[crate.lint.allow]]\nid = \"{id}\"\nreason = \"The vendor knows.\"\n");
    let config = folder.text("form-codegen.toml");
    folder.put("form-codegen.toml", &format!("{config}{allow}"));
    let run = folder.run(&["lint"]);
    assert!(
        run.out
            .contains(&format!("{id} (allowed: The vendor knows.)")),
        "{}",
        run.out
    );
    folder.put(
        "form-codegen.toml",
        &format!("{config}{}", allow.replace(&id, "none-such")),
    );
    let unused = folder.run(&["lint"]);
    assert!(
        unused
            .fails(1)
            .err
            .contains("allows `none-such`, and there is none"),
        "{}",
        unused.err
    );
}

#[test]
fn the_idioms_of_a_client_are_stated_in_the_configuration_too() {
    let folder = Folder::described(PETS);
    let config = folder.text("form-codegen.toml");
    let client = "[crate.client]\nsecretVariable = \"PETS_SECRET\"\n";
    folder.put("form-codegen.toml", &format!("{config}{client}"));
    folder.run(&["generate"]).succeeds();
    let said = folder.text("pets/src/lib.rs") + &folder.text("pets/src/client.rs");
    assert!(said.contains("PETS_SECRET"));
    folder.put(
        "form-codegen.toml",
        &format!(
            "{config}{}",
            client.replace("secretVariable", "secretVarable")
        ),
    );
    let run = folder.run(&["check"]);
    assert!(run.err.contains("form-codegen.toml:25:17"), "{}", run.err);
    assert!(
        run.err.contains("secretVarable = \"PETS_SECRET\""),
        "{}",
        run.err
    );
}

/// It is merged as an overlay's update is; what does not fit is said at the key of the configuration.
#[test]
fn what_the_configuration_says_of_a_client_is_merged_into_what_the_document_says() {
    let stated = "x-client: {secretVariable: DOCUMENT, idempotencyHeader: X-Key}\npaths:";
    let folder = Folder::described(&PETS.replace("paths:", stated));
    let config = folder.text("form-codegen.toml");
    let client = "[crate.client]\nsecretVariable = \"PETS_SECRET\"\n";
    folder.put("form-codegen.toml", &format!("{config}{client}"));
    folder.run(&["generate"]).succeeds();
    let said = folder.text("pets/src/lib.rs") + &folder.text("pets/src/client.rs");
    assert!(said.contains("PETS_SECRET") && !said.contains("DOCUMENT"));
    let odd = client.replace("\"PETS_SECRET\"", "{name = \"PETS_SECRET\"}");
    folder.put("form-codegen.toml", &format!("{config}{odd}"));
    for command in ["check", "lint"] {
        let run = folder.run(&[command]);
        let text = format!("{}{}", run.fails(1).err, run.out);
        assert!(text.contains("[overlay-kind]"), "{text}");
        assert!(text.contains("form-codegen.toml:25:18"), "{text}");
    }
}
