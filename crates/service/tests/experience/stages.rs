//! What a customer of each stage reads, in both languages.

use domain::lifecycle::Stage;
use expect_test::{Expect, expect};

use crate::house::{read_out, shown};

fn reads(stage: Stage, english: &Expect, french: &Expect) {
    english.assert_eq(&read_out(&shown(stage, "en")));
    french.assert_eq(&read_out(&shown(stage, "fr")));
}

#[test]
fn someone_who_has_not_ordered_is_told_where_it_begins() {
    reads(
        Stage::Prospect,
        &expect![[r#"
            Welcome to Maison Vespère
            Sonata begins at 100 points.
            [Prelude · 0 points · 100 points to Sonata]
            + A place to listen: A place to listen.
            * An evening (Until July 31)
                For everyone who visits.
            * A first visit
                You have not ordered yet.
                > It is for you until your first order.
        "#]],
        &expect![[r#"
            Bienvenue chez Maison Vespère
            Le niveau Sonata commence à 100 points.
            [Prelude · 0 point · 100 points avant le niveau Sonata]
            + Un lieu d’écoute: Un lieu d’écoute.
            * Une soirée (Jusqu’au 31 juillet)
                Pour qui nous rend visite.
            * Une première visite
                Vous n’avez pas encore passé de commande.
                > C’est pour vous jusqu’à votre première commande.
        "#]],
    );
}

#[test]
fn someone_after_their_first_order_is_thanked_for_it() {
    reads(
        Stage::New,
        &expect![[r#"
            Thank you for your first order
            With us since June 1998, 1 order.
            [Prelude · 18 points · 82 points to Sonata]
            + A place to listen: A place to listen.
            * An evening (Until July 31)
                For everyone who visits.
            * A second visit
                Your first order was on June 12.
                > It is for you until July 27, or until you order again.
        "#]],
        &expect![[r#"
            Merci pour votre première commande
            Avec nous depuis juin 1998, 1 commande.
            [Prelude · 18 points · 82 points avant le niveau Sonata]
            + Un lieu d’écoute: Un lieu d’écoute.
            * Une soirée (Jusqu’au 31 juillet)
                Pour qui nous rend visite.
            * Une deuxième visite
                Votre première commande date du 12 juin.
                > C’est pour vous jusqu’au 27 juillet, ou jusqu’à votre prochaine commande.
        "#]],
    );
}

#[test]
fn someone_who_ordered_lately_is_welcomed_back() {
    reads(
        Stage::Active,
        &expect![[r#"
            Welcome back, Prelude member
            With us since January 1998, 2 orders.
            [Prelude · 70 points · 30 points to Sonata]
            + A place to listen: A place to listen.
            * Double week
                Your last order was on June 1.
                > It is for you until August 30.
            * An evening (Until July 31)
                For everyone who visits.
            * Nearly there
                You are 30 points from Sonata.
        "#]],
        &expect![[r#"
            Bon retour, membre Prelude
            Avec nous depuis janvier 1998, 2 commandes.
            [Prelude · 70 points · 30 points avant le niveau Sonata]
            + Un lieu d’écoute: Un lieu d’écoute.
            * Semaine double
                Votre dernière commande date du 1er juin.
                > C’est pour vous jusqu’au 30 août.
            * Une soirée (Jusqu’au 31 juillet)
                Pour qui nous rend visite.
            * Presque
                Il vous manque 30 points pour atteindre le niveau Sonata.
        "#]],
    );
}

#[test]
fn someone_who_comes_often_is_thanked_for_being_a_member() {
    reads(
        Stage::Loyal,
        &expect![[r#"
            Thank you for being a Concerto member
            With us since November 1997, 5 orders.
            [Concerto · 270 points · Concerto is yours until November 19]
            + A place to listen: A place to listen.
            + Returns within 60 days: Returns within 60 days.
            + A seat at rehearsals: A seat at rehearsals.
            * Ahead of others
                You have ordered on 5 different days in the past year.
                > It is for you until September 18.
            * An evening (Until July 31)
                For everyone who visits.
        "#]],
        &expect![[r#"
            Merci d’être membre Concerto
            Avec nous depuis novembre 1997, 5 commandes.
            [Concerto · 270 points · Le niveau Concerto est à vous jusqu’au 19 novembre]
            + Un lieu d’écoute: Un lieu d’écoute.
            + Retours sous 60 jours: Retours sous 60 jours.
            + Une place aux répétitions: Une place aux répétitions.
            * Avant les autres
                Vous avez commandé à 5 dates différentes au cours de l’année écoulée.
                > C’est pour vous jusqu’au 18 septembre.
            * Une soirée (Jusqu’au 31 juillet)
                Pour qui nous rend visite.
        "#]],
    );
}

#[test]
fn someone_who_has_not_ordered_for_months_is_told_what_is_still_theirs() {
    reads(
        Stage::AtRisk,
        &expect![[r#"
            Welcome back. Your tier is Sonata
            With us since August 1997, 2 orders.
            [Sonata · 110 points · 140 points to Concerto · Sonata is yours until July 31]
            + A place to listen: A place to listen.
            + Returns within 60 days: Returns within 60 days.
            * Your chair
                It has been 124 days since your last order.
                > It is for you until February 26, 1999, or until you order again.
            * An evening (Until July 31)
                For everyone who visits.
        "#]],
        &expect![[r#"
            Bon retour. Votre niveau : Sonata
            Avec nous depuis août 1997, 2 commandes.
            [Sonata · 110 points · 140 points avant le niveau Concerto · Le niveau Sonata est à vous jusqu’au 31 juillet]
            + Un lieu d’écoute: Un lieu d’écoute.
            + Retours sous 60 jours: Retours sous 60 jours.
            * Votre fauteuil
                Votre dernière commande remonte à 124 jours.
                > C’est pour vous jusqu’au 26 février 1999, ou jusqu’à votre prochaine commande.
            * Une soirée (Jusqu’au 31 juillet)
                Pour qui nous rend visite.
        "#]],
    );
}

#[test]
fn someone_long_gone_is_told_when_they_last_ordered() {
    reads(
        Stage::Lapsed,
        &expect![[r#"
            It has been a while. Welcome back
            With us since February 1997, 2 orders.
            [Prelude · 0 points · 100 points to Sonata]
            + A place to listen: A place to listen.
            * An evening (Until July 31)
                For everyone who visits.
            * A gift
                Your last order was in March 1997.
                > It is for you until you order again.
        "#]],
        &expect![[r#"
            Cela fait un moment. Bon retour
            Avec nous depuis février 1997, 2 commandes.
            [Prelude · 0 point · 100 points avant le niveau Sonata]
            + Un lieu d’écoute: Un lieu d’écoute.
            * Une soirée (Jusqu’au 31 juillet)
                Pour qui nous rend visite.
            * Un cadeau
                Votre dernière commande remonte à mars 1997.
                > C’est pour vous jusqu’à votre prochaine commande.
        "#]],
    );
}

#[test]
fn someone_who_came_back_is_thanked_for_it() {
    reads(
        Stage::WonBack,
        &expect![[r#"
            Thank you for coming back
            With us since January 1997, 2 orders.
            [Prelude · 61 points · 39 points to Sonata]
            + A place to listen: A place to listen.
            * Encore
                You ordered again on June 12, after 523 days.
                > It is for you until August 11.
            * An evening (Until July 31)
                For everyone who visits.
            * Nearly there
                You are 39 points from Sonata.
        "#]],
        &expect![[r#"
            Merci d’être de retour
            Avec nous depuis janvier 1997, 2 commandes.
            [Prelude · 61 points · 39 points avant le niveau Sonata]
            + Un lieu d’écoute: Un lieu d’écoute.
            * Encore
                Vous avez commandé à nouveau le 12 juin, après 523 jours.
                > C’est pour vous jusqu’au 11 août.
            * Une soirée (Jusqu’au 31 juillet)
                Pour qui nous rend visite.
            * Presque
                Il vous manque 39 points pour atteindre le niveau Sonata.
        "#]],
    );
}
