//! The calls of the reference pages of the disputes, as they stand there.
//!
//! In: a server, by the environment. Out: what the pages print. What always holds: the test beside it says if it is not what the pages have;
//! with `INSTA_UPDATE=always` it writes this file anew.

type Outcome = Result<(), Box<dyn std::error::Error>>;

async fn disputes_list() -> Outcome {
    use stripe_disputes::{Client, Disputes};

    let client = Client::from_env()?;
    let response = client
        .send(Disputes::list().charge("ch_1AZtxr2eZvKYlo2CJDX8whov").limit(10))
        .await?;
    println!("{} {:?}", response.status(), response.request_id());
    Ok(())
}

fn disputes_list_blocking() -> Outcome {
    use stripe_disputes::client::blocking::Client;
    use stripe_disputes::Disputes;

    let client = Client::from_env()?;
    let response = client
        .send(Disputes::list().charge("ch_1AZtxr2eZvKYlo2CJDX8whov").limit(10))?;
    println!("{} {:?}", response.status(), response.request_id());
    Ok(())
}

async fn disputes_retrieve() -> Outcome {
    use stripe_disputes::{Client, DisputeExpand, Disputes};

    let client = Client::from_env()?;
    let response = client
        .send(
            Disputes::retrieve("dp_1MtJUT2eZvKYlo2CNaw2HvEv")
                .expand([DisputeExpand::BalanceTransactionsSource]),
        )
        .await?;
    println!("{} {:?}", response.status(), response.request_id());
    Ok(())
}

fn disputes_retrieve_blocking() -> Outcome {
    use stripe_disputes::client::blocking::Client;
    use stripe_disputes::{DisputeExpand, Disputes};

    let client = Client::from_env()?;
    let response = client
        .send(
            Disputes::retrieve("dp_1MtJUT2eZvKYlo2CNaw2HvEv")
                .expand([DisputeExpand::BalanceTransactionsSource]),
        )?;
    println!("{} {:?}", response.status(), response.request_id());
    Ok(())
}

async fn disputes_update() -> Outcome {
    use stripe_disputes::{Client, DisputeEvidenceParams, Disputes};

    let client = Client::from_env()?;
    let response = client
        .send(
            Disputes::update("dp_1MtJUT2eZvKYlo2CNaw2HvEv")
                .evidence(
                    DisputeEvidenceParams::new()
                        .customer_name("Jane Austen")
                        .access_activity_log("Access activity log"),
                )
                .metadata([("order_id", "6735")])
                .stage(),
        )
        .await?;
    println!("{} {:?}", response.status(), response.request_id());
    Ok(())
}

fn disputes_update_blocking() -> Outcome {
    use stripe_disputes::client::blocking::Client;
    use stripe_disputes::{DisputeEvidenceParams, Disputes};

    let client = Client::from_env()?;
    let response = client
        .send(
            Disputes::update("dp_1MtJUT2eZvKYlo2CNaw2HvEv")
                .evidence(
                    DisputeEvidenceParams::new()
                        .customer_name("Jane Austen")
                        .access_activity_log("Access activity log"),
                )
                .metadata([("order_id", "6735")])
                .stage(),
        )?;
    println!("{} {:?}", response.status(), response.request_id());
    Ok(())
}

async fn disputes_close_irreversibly() -> Outcome {
    use stripe_disputes::{Client, DisputeExpand, Disputes};

    let client = Client::from_env()?;
    let response = client
        .send(
            Disputes::close_irreversibly("dp_1MtJUT2eZvKYlo2CNaw2HvEv")
                .expand([DisputeExpand::BalanceTransactionsSource]),
        )
        .await?;
    println!("{} {:?}", response.status(), response.request_id());
    Ok(())
}

fn disputes_close_irreversibly_blocking() -> Outcome {
    use stripe_disputes::client::blocking::Client;
    use stripe_disputes::{DisputeExpand, Disputes};

    let client = Client::from_env()?;
    let response = client
        .send(
            Disputes::close_irreversibly("dp_1MtJUT2eZvKYlo2CNaw2HvEv")
                .expand([DisputeExpand::BalanceTransactionsSource]),
        )?;
    println!("{} {:?}", response.status(), response.request_id());
    Ok(())
}

async fn files_list() -> Outcome {
    use stripe_disputes::{Client, FilePurpose, Files};

    let client = Client::from_env()?;
    let response = client
        .send(Files::list().limit(10).purpose(FilePurpose::AccountRequirement))
        .await?;
    println!("{} {:?}", response.status(), response.request_id());
    Ok(())
}

fn files_list_blocking() -> Outcome {
    use stripe_disputes::client::blocking::Client;
    use stripe_disputes::{FilePurpose, Files};

    let client = Client::from_env()?;
    let response = client
        .send(Files::list().limit(10).purpose(FilePurpose::AccountRequirement))?;
    println!("{} {:?}", response.status(), response.request_id());
    Ok(())
}

async fn files_create() -> Outcome {
    use stripe_disputes::{Client, FileExpand, FileLinkParams, FileUploadPurpose, Files, Upload};

    let client = Client::from_env()?;
    let response = client
        .send(
            Files::create(
                    Upload::new("receipt.txt", "content"),
                    FileUploadPurpose::AccountRequirement,
                )
                .file_link_data(FileLinkParams::new(true))
                .expand([FileExpand::LinksFile]),
        )
        .await?;
    println!("{} {:?}", response.status(), response.request_id());
    Ok(())
}

fn files_create_blocking() -> Outcome {
    use stripe_disputes::client::blocking::Client;
    use stripe_disputes::{FileExpand, FileLinkParams, FileUploadPurpose, Files, Upload};

    let client = Client::from_env()?;
    let response = client
        .send(
            Files::create(
                    Upload::new("receipt.txt", "content"),
                    FileUploadPurpose::AccountRequirement,
                )
                .file_link_data(FileLinkParams::new(true))
                .expand([FileExpand::LinksFile]),
        )?;
    println!("{} {:?}", response.status(), response.request_id());
    Ok(())
}

async fn files_retrieve() -> Outcome {
    use stripe_disputes::{Client, FileExpand, Files};

    let client = Client::from_env()?;
    let response = client
        .send(
            Files::retrieve("file_1MtJUT2eZvKYlo2CWyZiYCiw")
                .expand([FileExpand::LinksFile]),
        )
        .await?;
    println!("{} {:?}", response.status(), response.request_id());
    Ok(())
}

fn files_retrieve_blocking() -> Outcome {
    use stripe_disputes::client::blocking::Client;
    use stripe_disputes::{FileExpand, Files};

    let client = Client::from_env()?;
    let response = client
        .send(
            Files::retrieve("file_1MtJUT2eZvKYlo2CWyZiYCiw")
                .expand([FileExpand::LinksFile]),
        )?;
    println!("{} {:?}", response.status(), response.request_id());
    Ok(())
}

pub async fn all() -> Outcome {
    disputes_list().await?;
    disputes_retrieve().await?;
    disputes_update().await?;
    disputes_close_irreversibly().await?;
    files_list().await?;
    files_create().await?;
    files_retrieve().await?;
    Ok(())
}

pub fn all_blocking() -> Outcome {
    disputes_list_blocking()?;
    disputes_retrieve_blocking()?;
    disputes_update_blocking()?;
    disputes_close_irreversibly_blocking()?;
    files_list_blocking()?;
    files_create_blocking()?;
    files_retrieve_blocking()?;
    Ok(())
}
