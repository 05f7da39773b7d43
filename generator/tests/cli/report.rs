//! `--report json`.

use serde_json::Value;

use super::PETS;
use super::folder::Folder;

#[test]
fn a_report_is_one_object_a_line() {
    let folder =
        Folder::described(&PETS.replace("description: A pet.", "description: A pet., x-a: 1"));
    let run = folder.run(&["generate", "--report", "json"]);
    let report: Value = serde_json::from_str(&run.succeeds().out).expect("JSON");
    assert_eq!(report["version"], 1);
    assert_eq!(report["crate"], "pets");
    assert_eq!(
        report["operations"][0],
        serde_json::json!({"method": "GET", "path": "/pets/{pet}", "function": "Pets::retrieve"})
    );
    assert!(report["files"]["added"].as_u64() > Some(100), "{report}");
    assert!(
        report["timings_ms"]["render"].as_f64() > Some(0.0),
        "{report}"
    );
}

#[test]
fn what_is_left_out_is_told_with_its_place() {
    let odd = "  /odd: {get: {responses: {'200': {description: Odd., content: {application/json: {schema: {allOf: [{type: string}, {type: array, items: {type: string}}]}}}}}}}\ncomponents:\n";
    let folder = Folder::described(&PETS.replace("components:\n", odd));
    let run = folder.run(&["generate", "--report", "json", "--keep-going"]);
    let report: Value = serde_json::from_str(&run.succeeds().out).expect("JSON");
    let warnings = report["warnings"].as_array().expect("warnings");
    let left = warnings
        .iter()
        .find(|one| one["code"] == "operation-left-out")
        .expect("it is told");
    assert_eq!(left["file"], "pets.yaml");
    assert!(left["line"].as_u64() > Some(10), "{left}");
    assert!(
        left["pointer"]
            .as_str()
            .is_some_and(|at| at.contains("/paths/~1odd")),
        "{left}"
    );
}

/// What the schema requires is what a report has.
#[test]
fn the_schema_describes_the_report() {
    let schema = include_str!("../../src/cli/generate/report.schema.json");
    let schema: Value = serde_json::from_str(schema).expect("JSON");
    let folder = Folder::described(PETS);
    let run = folder.run(&["generate", "--report", "json"]);
    let report: Value = serde_json::from_str(&run.succeeds().out).expect("JSON");
    let names = |value: &Value| -> Vec<String> {
        let mut names: Vec<String> = value
            .as_object()
            .into_iter()
            .flatten()
            .map(|(name, _)| name.clone())
            .collect();
        names.sort();
        names
    };
    assert_eq!(names(&report), names(&schema["properties"]));
    let operation = &schema["properties"]["operations"]["items"]["properties"];
    assert_eq!(names(&report["operations"][0]), names(operation));
}
