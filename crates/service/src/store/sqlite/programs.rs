//! The table of programs.

use async_trait::async_trait;
use domain::id::BrandId;
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::Sqlite;
use super::failure::Failure;
use crate::store::{Programs, Publication, Publisher, StoreError, row};

#[async_trait]
impl Programs for Sqlite {
    async fn publish(&self, brand: &BrandId, program: Publication) -> Result<String, StoreError> {
        let brand = brand.clone();
        self.writer.write("publish a program", move |db| publish(db, &brand, &program)).await
    }

    async fn version_in_force(&self, brand: &BrandId) -> Result<Option<String>, StoreError> {
        let brand = brand.clone();
        self.read("find the program in force", move |db| version(db, &brand)).await
    }

    async fn program_in_force(&self, brand: &BrandId) -> Result<Option<Publication>, StoreError> {
        let brand = brand.clone();
        self.read("read the program in force", move |db| in_force(db, &brand)).await
    }
}

fn publish(connection: &Connection, brand: &BrandId, program: &Publication) -> Result<String, Failure> {
    let Publication { version: new, text, at, by } = program;
    let old = version(connection, brand)?;
    let known = match by {
        Publisher::File => connection
            .prepare_cached("SELECT 1 FROM programs WHERE brand = ?1 AND version = ?2")?
            .exists([brand.as_str(), new])?,
        Publisher::Key(_) => old.as_ref() == Some(new),
    };
    if let (true, Some(old)) = (known, old) {
        return Ok(old);
    }
    connection
        .prepare_cached(
            "INSERT INTO programs (brand, version, published, publisher, text) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute(params![brand.as_str(), new, row::micros(*at), by.name(), text])?;
    Ok(new.clone())
}

fn version(connection: &Connection, brand: &BrandId) -> Result<Option<String>, Failure> {
    let mut select = connection
        .prepare_cached("SELECT version FROM programs WHERE brand = ?1 ORDER BY seq DESC LIMIT 1")?;
    Ok(select.query_row([brand.as_str()], |row| row.get(0)).optional()?)
}

fn in_force(connection: &Connection, brand: &BrandId) -> Result<Option<Publication>, Failure> {
    let mut select = connection.prepare_cached(
        "SELECT version, text, published, publisher FROM programs WHERE brand = ?1 ORDER BY seq DESC LIMIT 1",
    )?;
    select.query_row([brand.as_str()], |row| Ok(publication(row))).optional()?.transpose()
}

fn publication(row: &Row<'_>) -> Result<Publication, Failure> {
    Ok(Publication {
        version: row.get(0)?,
        text: row.get(1)?,
        at: row::instant(row.get(2)?).ok_or(Failure::Corrupt("program"))?,
        by: Publisher::named(&row.get::<_, String>(3)?),
    })
}
