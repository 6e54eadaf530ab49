# Italiano. L'articolo davanti al giorno dipende dal numero: al 7, all'8, al 9, al 10, all'11. Per questo ogni giorno
# porta con sé il suo numero nel mese, $of-month.

to-day = { $of-month ->
    [8] all’{ $day }
    [11] all’{ $day }
   *[other] al { $day }
}
on-day = { $of-month ->
    [8] l’{ $day }
    [11] l’{ $day }
   *[other] il { $day }
}

## L'interfaccia

offers = Offerte
benefits = I suoi vantaggi
claims = Da utilizzare
matters = In corso
no-offers = Al momento non ci sono offerte.
why = Perché vede questo
claim = Ottieni
claiming = Un attimo…
decline = Non fa per me
undo = Annulla
code = Il suo codice
copy = Copia il codice
copied = Copiato.
copy-failed = Il codice è selezionato, pronto da copiare.
failed = L’operazione non è riuscita.
gone = Questa offerta non è più disponibile.
retry = Riprova
dismiss = Chiudi
stale = Queste informazioni potrebbero non essere aggiornate.
changed = Le Sue offerte sono cambiate.
waiting = Connessione assente. L’invio avverrà appena sarà tornata.
reveal = Mostra ciò che è nascosto
masked = Punti e codici sono nascosti.
sign-in = La preghiamo di accedere di nuovo e poi di riprovare.
left = Tempo rimasto:
ended = È terminato.

## Che cosa ne è stato

claimed = Fatto. Il suo codice è qui sotto.
claimed-masked = Fatto. Il suo codice resta nascosto finché non sceglie di mostrarlo.
declined = Ne teniamo conto. Questa offerta viene messa da parte.
undone = Annullato.
closed = Chiuso.

## Che cosa è in corso. $day è il giorno in cui è cominciato

matter-checkout = Un ordine che ha iniziato
matter-contact = Una domanda che ci ha fatto
matter-complaint = Un reclamo che stiamo esaminando
matter-since = Dal { $day }
leave-checkout = Abbandona
close-contact = È risolto
matters-hidden = Ciò che ha iniziato o chiesto è nascosto.

## La prima riga

greet-visitor = Le diamo il benvenuto
greet-prospect = Le diamo il benvenuto da { $brand }
greet-new = Grazie per il suo primo ordine
greet-active = È un piacere rivederla nel livello { $tier }
greet-loyal = Grazie di far parte del livello { $tier }
greet-at-risk = È un piacere rivederla. Il suo livello è { $tier }
greet-lapsed = È passato un po’ di tempo. È un piacere rivederla
greet-won-back = Grazie di essere di nuovo con noi

## La seconda riga

lead-visitor = Ecco che cosa è aperto a tutti.
lead-start = Il livello { $tier } comincia da { $count ->
    [one] { $count } punto
   *[other] { $count } punti
}.
lead-since = Con noi da { $month }, { $count ->
    [one] { $count } ordine
   *[other] { $count } ordini
}.
lead-friends = { $count ->
    [one] { $count } persona invitata da lei ha ordinato. Grazie.
   *[other] { $count } persone invitate da lei hanno ordinato. Grazie.
}

## A che punto è chi legge

points = { $count ->
    [one] { $count } punto
   *[other] { $count } punti
}
progress = { $count ->
    [one] Manca { $count } punto al livello { $tier }
   *[other] Mancano { $count } punti al livello { $tier }
}
kept = Il livello { $tier } è suo fino { to-day }
until = Fino { to-day }
until-time = Fino { to-day }, { $time }
to-spend = { $count ->
    [one] { $count } punto da spendere
   *[other] { $count } punti da spendere
}
to-spend-later = { $count ->
    [one] { $count } punto da spendere, più { $more } { on-day }
   *[other] { $count } punti da spendere, più { $more } { on-day }
}
to-spend-until = { $count ->
    [one] { $count } punto da spendere, fino { to-day }
   *[other] { $count } punti da spendere, di cui { $more } fino { to-day }
}
owed = { $count ->
    [one] Il suo prossimo punto compensa un reso
   *[other] I suoi prossimi { $count } punti compensano un reso
}
uses-left = { $count ->
    [0] Esaurito fino { to-day }
   *[other] Ancora { $count } su { $times } fino { to-day }
}

## Perché si mostra un'offerta: ciò che si è osservato, mai ciò che se ne è dedotto

for-everyone = Per chi ci fa visita.
for-customers = Per chi ha un account qui.
no-order = Non ha ancora fatto ordini.
first-order = Il suo primo ordine risale { to-day }.
last-order = Il suo ultimo ordine risale { to-day }.
last-order-month = Il suo ultimo ordine è di { $month }.
days-since-order = { $count ->
    [0] Ha ordinato oggi.
    [1] Ha ordinato ieri.
   *[other] Sono passati { $count } giorni dal suo ultimo ordine.
}
order-days = { $count ->
    [one] Ha ordinato in { $count } giorno { $within }.
   *[other] Ha ordinato in { $count } giorni diversi { $within }.
}
returned = Ha ordinato di nuovo { on-day }, dopo { $count ->
    [one] { $count } giorno
   *[other] { $count } giorni
}.
tier = Il suo livello è { $tier }.
orders = { $count ->
    [0] Non ha fatto ordini { $within }.
    [1] Ha fatto un ordine { $within }.
   *[other] Ha fatto { $count } ordini { $within }.
}
spent = Ha speso { $amount } { $within }.
points-to-next = { $count ->
    [one] Le manca { $count } punto per raggiungere { $tier }.
   *[other] Le mancano { $count } punti per raggiungere { $tier }.
}
viewed = { $count ->
    [0] Non ha guardato nessun prodotto { $within }.
    [one] Ha guardato un prodotto { $within }.
   *[other] Ha guardato dei prodotti { $count } volte { $within }.
}
added = { $count ->
    [0] Non ha messo nulla nel carrello { $within }.
    [one] Ha messo qualcosa nel carrello una volta { $within }.
   *[other] Ha messo qualcosa nel carrello { $count } volte { $within }.
}
checkouts = { $count ->
    [0] Non ha iniziato acquisti { $within }.
    [one] Ha iniziato un acquisto { $within }.
   *[other] Ha iniziato { $count } acquisti { $within }.
}
invited = { $count ->
    [0] Non ha invitato nessuno { $within }.
    [one] Ha invitato { $count } persona { $within }.
   *[other] Ha invitato { $count } persone { $within }.
}
behaviour = { $count ->
    [1] Si accorda con ciò che ha fatto qui, una volta { $within }.
   *[other] Si accorda con ciò che ha fatto qui, { $count } volte { $within }.
}
claims-of = { $count ->
    [0] Finora non ha scelto «{ $offer }».
    [1] Ha scelto «{ $offer }» una volta.
   *[other] Ha scelto «{ $offer }» { $count } volte.
}
uses-of = { $count ->
    [0] Finora non ha usato «{ $offer }».
    [1] Ha usato «{ $offer }» una volta.
   *[other] Ha usato «{ $offer }» { $count } volte.
}
bought = { $count ->
    [0] Non ha comprato nulla della categoria «{ $category }» { $within }.
    [one] Ha comprato { $count } articolo della categoria «{ $category }» { $within }.
   *[other] Ha comprato { $count } articoli della categoria «{ $category }» { $within }.
}
bought-this = Si accorda con ciò che ha comprato { on-day }.
looked-at = { $count ->
    [0] Non ha guardato nulla della categoria «{ $category }» { $within }.
    [one] Ha guardato qualcosa della categoria «{ $category }» { $within }.
   *[other] Ha guardato articoli della categoria «{ $category }» { $count } volte { $within }.
}
looked-at-this = Si accorda con ciò che ha guardato { on-day }.
average-order = { $count ->
    [one] Il suo ordine è stato di { $amount }.
   *[other] I suoi ordini sono in media di { $amount }.
}
basket-worth = Il suo carrello ammonta a { $amount }.
basket-empty = Il suo carrello è vuoto.
in-basket = { $count ->
    [0] Nel suo carrello non c’è nulla della categoria «{ $category }».
    [one] Nel suo carrello c’è { $count } articolo della categoria «{ $category }».
   *[other] Nel suo carrello ci sono { $count } articoli della categoria «{ $category }».
}
in-basket-this = Si accorda con ciò che è nel suo carrello.
last-viewed = L’ultima volta che ha guardato un prodotto è stato { on-day }.
last-added = L’ultima volta che ha messo qualcosa nel carrello è stato { on-day }.
last-checkout = L’ultima volta che ha iniziato un acquisto è stato { on-day }.
last-invited = L’ultima volta che ha invitato una persona è stato { on-day }.
last-done = Si accorda con ciò che ha fatto qui { on-day }.
points-to-spend = { $count ->
    [0] Non ha punti da spendere.
    [one] Ha { $count } punto da spendere.
   *[other] Ha { $count } punti da spendere.
}
friends = { $count ->
    [0] Finora nessuna delle persone invitate da lei ha ordinato.
    [one] { $count } persona invitata da lei ha ordinato.
   *[other] { $count } persone invitate da lei hanno ordinato.
}
benefit-uses = { $count ->
    [0] Ha esaurito «{ $benefit }» fino { to-day }.
    [one] Può usare «{ $benefit }» ancora una volta fino { to-day }.
   *[other] Può usare «{ $benefit }» ancora { $count } volte fino { to-day }.
}
benefit-given = Il suo livello le offre «{ $benefit }».
weekday = Oggi è { $weekday }.

## Che cosa toglierebbe un'offerta

change-day = L’offerta è per lei fino { to-day }.
change-order = L’offerta è per lei fino al prossimo ordine.
change-first-order = L’offerta è per lei fino al primo ordine.
change-day-or-order = L’offerta è per lei fino { to-day } o fino al prossimo ordine.
change-day-or-first-order = L’offerta è per lei fino { to-day } o fino al primo ordine.
change-tier = L’offerta è per lei finché il suo livello è { $tier }.
change-tier-or-higher = L’offerta è per lei finché il suo livello è { $tier } o superiore.

## Fin dove si guarda indietro

within-ever = finora
within-days = { $count ->
    [1] oggi
    [365] nell’ultimo anno
   *[other] negli ultimi { $count } giorni
}
