# Deutsch.

## Die Oberfläche

offers = Angebote
benefits = Ihre Vorteile
claims = Zum Einlösen
matters = In Arbeit
no-offers = Im Moment gibt es keine Angebote.
why = Warum Sie das sehen
claim = Sichern
claiming = Einen Moment…
decline = Nichts für mich
undo = Rückgängig machen
code = Ihr Code
copy = Code kopieren
copied = Kopiert.
copy-failed = Der Code ist markiert und kann kopiert werden.
failed = Das hat leider nicht geklappt.
gone = Dieses Angebot ist nicht mehr verfügbar.
retry = Erneut versuchen
dismiss = Schließen
stale = Diese Angaben sind möglicherweise nicht mehr aktuell.
changed = Ihre Angebote haben sich geändert.
waiting = Es besteht keine Verbindung. Sobald sie wieder da ist, wird dies gesendet.
reveal = Verborgenes anzeigen
masked = Punkte und Codes sind verborgen.
sign-in = Bitte melden Sie sich erneut an und versuchen Sie es dann noch einmal.
left = Noch:
ended = Abgelaufen.

## Was daraus wurde

claimed = Gesichert. Ihr Code steht weiter unten.
claimed-masked = Gesichert. Ihr Code bleibt verborgen, bis Sie ihn anzeigen.
declined = Notiert. Dieses Angebot wird zurückgestellt.
undone = Rückgängig gemacht.
closed = Abgeschlossen.

## Was in Arbeit ist. $day ist der Tag, an dem es begann

matter-checkout = Eine Bestellung, die Sie begonnen haben
matter-contact = Eine Frage, die Sie uns gestellt haben
matter-complaint = Eine Beschwerde, der wir nachgehen
matter-since = Seit { $day }
leave-checkout = Verwerfen
close-contact = Das ist erledigt
matters-hidden = Was Sie begonnen oder gefragt haben, ist verborgen.

## Die erste Zeile

greet-visitor = Willkommen
greet-prospect = Willkommen bei { $brand }
greet-new = Danke für Ihre erste Bestellung
greet-active = Willkommen zurück in der Stufe { $tier }
greet-loyal = Danke, dass Sie zur Stufe { $tier } gehören
greet-at-risk = Willkommen zurück. Ihre Stufe: { $tier }
greet-lapsed = Es ist eine Weile her. Willkommen zurück
greet-won-back = Danke, dass Sie wieder da sind

## Die zweite Zeile

lead-visitor = Das steht allen offen.
lead-start = { $tier } beginnt bei { $count ->
    [one] { $count } Punkt
   *[other] { $count } Punkten
}.
lead-since = Bei uns seit { $month }, { $count ->
    [one] { $count } Bestellung
   *[other] { $count } Bestellungen
}.
lead-friends = { $count ->
    [one] { $count } Person, die Sie eingeladen haben, hat bestellt. Danke.
   *[other] { $count } Personen, die Sie eingeladen haben, haben bestellt. Danke.
}

## Wo jemand steht

points = { $count ->
    [one] { $count } Punkt
   *[other] { $count } Punkte
}
progress = { $count ->
    [one] Noch { $count } Punkt bis { $tier }
   *[other] Noch { $count } Punkte bis { $tier }
}
kept = { $tier } gehört Ihnen bis zum { $day }
until = Bis zum { $day }
until-time = Bis zum { $day }, { $time }
to-spend = { $count ->
    [one] { $count } Punkt zum Einlösen
   *[other] { $count } Punkte zum Einlösen
}
to-spend-later = { $count ->
    [one] { $count } Punkt zum Einlösen, dazu { $more } am { $day }
   *[other] { $count } Punkte zum Einlösen, dazu { $more } am { $day }
}
to-spend-until = { $count ->
    [one] { $count } Punkt zum Einlösen, bis zum { $day }
   *[other] { $count } Punkte zum Einlösen, davon { $more } bis zum { $day }
}
owed = { $count ->
    [one] Ihr nächster Punkt gleicht eine Rückgabe aus
   *[other] Ihre nächsten { $count } Punkte gleichen eine Rückgabe aus
}
uses-left = { $count ->
    [0] Bis zum { $day } aufgebraucht
   *[other] Noch { $count } von { $times } bis zum { $day }
}

## Warum ein Angebot gezeigt wird: was beobachtet, nie was daraus geschlossen wurde

for-everyone = Für alle, die uns besuchen.
for-customers = Für alle, die hier ein Konto haben.
no-order = Sie haben noch nichts bestellt.
first-order = Ihre erste Bestellung war am { $day }.
last-order = Ihre letzte Bestellung war am { $day }.
last-order-month = Ihre letzte Bestellung war im { $month }.
days-since-order = { $count ->
    [0] Sie haben heute bestellt.
    [1] Sie haben gestern bestellt.
   *[other] Ihre letzte Bestellung ist { $count } Tage her.
}
order-days = { $count ->
    [one] Sie haben { $within } an { $count } Tag bestellt.
   *[other] Sie haben { $within } an { $count } verschiedenen Tagen bestellt.
}
returned = Sie haben am { $day } wieder bestellt, nach { $count ->
    [one] { $count } Tag
   *[other] { $count } Tagen
}.
tier = Ihre Stufe ist { $tier }.
orders = { $count ->
    [0] Sie haben { $within } nichts bestellt.
    [1] Sie haben { $within } einmal bestellt.
   *[other] Sie haben { $within } { $count }-mal bestellt.
}
spent = Sie haben { $within } { $amount } ausgegeben.
points-to-next = { $count ->
    [one] Ihnen fehlt { $count } Punkt bis { $tier }.
   *[other] Ihnen fehlen { $count } Punkte bis { $tier }.
}
viewed = { $count ->
    [0] Sie haben sich { $within } kein Produkt angesehen.
    [one] Sie haben sich { $within } ein Produkt angesehen.
   *[other] Sie haben sich { $within } { $count }-mal Produkte angesehen.
}
added = { $count ->
    [0] Sie haben { $within } nichts in den Warenkorb gelegt.
    [one] Sie haben { $within } einmal etwas in den Warenkorb gelegt.
   *[other] Sie haben { $within } { $count }-mal etwas in den Warenkorb gelegt.
}
checkouts = { $count ->
    [0] Sie haben { $within } keinen Kauf begonnen.
    [one] Sie haben { $within } einen Kauf begonnen.
   *[other] Sie haben { $within } { $count }-mal einen Kauf begonnen.
}
invited = { $count ->
    [0] Sie haben { $within } niemanden eingeladen.
    [one] Sie haben { $within } { $count } Person eingeladen.
   *[other] Sie haben { $within } { $count } Personen eingeladen.
}
behaviour = { $count ->
    [1] Das passt zu dem, was Sie { $within } einmal hier getan haben.
   *[other] Das passt zu dem, was Sie { $within } { $count }-mal hier getan haben.
}
claims-of = { $count ->
    [0] „{ $offer }“ haben Sie bisher nicht gewählt.
    [1] „{ $offer }“ haben Sie einmal gewählt.
   *[other] „{ $offer }“ haben Sie { $count }-mal gewählt.
}
uses-of = { $count ->
    [0] „{ $offer }“ haben Sie bisher nicht genutzt.
    [1] „{ $offer }“ haben Sie einmal genutzt.
   *[other] „{ $offer }“ haben Sie { $count }-mal genutzt.
}
bought = { $count ->
    [0] Sie haben { $within } nichts aus „{ $category }“ gekauft.
    [one] Sie haben { $within } einen Artikel aus „{ $category }“ gekauft.
   *[other] Sie haben { $within } { $count } Artikel aus „{ $category }“ gekauft.
}
bought-this = Das passt zu dem, was Sie am { $day } gekauft haben.
looked-at = { $count ->
    [0] Sie haben sich { $within } nichts aus „{ $category }“ angesehen.
    [one] Sie haben sich { $within } etwas aus „{ $category }“ angesehen.
   *[other] Sie haben sich { $within } { $count }-mal etwas aus „{ $category }“ angesehen.
}
looked-at-this = Das passt zu dem, was Sie sich am { $day } angesehen haben.
average-order = { $count ->
    [one] Ihre Bestellung belief sich auf { $amount }.
   *[other] Ihre Bestellungen belaufen sich im Schnitt auf { $amount }.
}
basket-worth = Ihr Warenkorb hat einen Wert von { $amount }.
basket-empty = Ihr Warenkorb ist leer.
in-basket = { $count ->
    [0] In Ihrem Warenkorb liegt nichts aus „{ $category }“.
    [one] In Ihrem Warenkorb liegt ein Artikel aus „{ $category }“.
   *[other] In Ihrem Warenkorb liegen { $count } Artikel aus „{ $category }“.
}
in-basket-this = Das passt zu dem, was in Ihrem Warenkorb liegt.
last-viewed = Zuletzt haben Sie sich am { $day } ein Produkt angesehen.
last-added = Zuletzt haben Sie am { $day } etwas in den Warenkorb gelegt.
last-checkout = Zuletzt haben Sie am { $day } einen Kauf begonnen.
last-invited = Zuletzt haben Sie am { $day } jemanden eingeladen.
last-done = Das passt zu dem, was Sie am { $day } hier getan haben.
points-to-spend = { $count ->
    [0] Sie haben keine Punkte zum Einlösen.
    [one] Sie haben { $count } Punkt zum Einlösen.
   *[other] Sie haben { $count } Punkte zum Einlösen.
}
friends = { $count ->
    [0] Von den Personen, die Sie eingeladen haben, hat bisher niemand bestellt.
    [one] { $count } Person, die Sie eingeladen haben, hat bestellt.
   *[other] { $count } Personen, die Sie eingeladen haben, haben bestellt.
}
benefit-uses = { $count ->
    [0] „{ $benefit }“ haben Sie bis zum { $day } aufgebraucht.
    [one] „{ $benefit }“ können Sie bis zum { $day } noch einmal nutzen.
   *[other] „{ $benefit }“ können Sie bis zum { $day } noch { $count }-mal nutzen.
}
benefit-given = Ihre Stufe gibt Ihnen „{ $benefit }“.
weekday = Heute ist { $weekday }.

## Was ein Angebot enden ließe

change-day = Das Angebot gilt für Sie bis zum { $day }.
change-order = Das Angebot gilt für Sie bis zu Ihrer nächsten Bestellung.
change-first-order = Das Angebot gilt für Sie bis zu Ihrer ersten Bestellung.
change-day-or-order = Das Angebot gilt für Sie bis zum { $day } oder bis zu Ihrer nächsten Bestellung.
change-day-or-first-order = Das Angebot gilt für Sie bis zum { $day } oder bis zu Ihrer ersten Bestellung.
change-tier = Das Angebot gilt für Sie, solange Ihre Stufe { $tier } ist.
change-tier-or-higher = Das Angebot gilt für Sie, solange Ihre Stufe { $tier } oder höher ist.

## Wie weit zurück

within-ever = bisher
within-days = { $count ->
    [1] heute
    [365] in den vergangenen zwölf Monaten
   *[other] in den vergangenen { $count } Tagen
}
