# Español.

## La interfaz

offers = Ofertas
benefits = Sus ventajas
claims = Listo para usar
matters = En curso
no-offers = No hay ofertas en este momento.
why = Por qué ve esto
claim = Obtener
claiming = Un momento…
decline = No me interesa
undo = Deshacer
code = Su código
copy = Copiar el código
copied = Copiado.
copy-failed = El código está seleccionado; ya puede copiarlo.
failed = No se ha podido completar.
gone = Esta oferta ya no está disponible.
retry = Volver a intentarlo
dismiss = Cerrar
stale = Es posible que esta información ya no esté al día.
changed = Sus ofertas han cambiado.
waiting = No hay conexión. Se enviará en cuanto se recupere.
reveal = Mostrar lo que está oculto
masked = Los puntos y los códigos están ocultos.
sign-in = Vuelva a iniciar sesión e inténtelo de nuevo, por favor.
left = Tiempo restante:
ended = Ha terminado.

## Qué ha resultado

claimed = Ya está. Su código figura más abajo.
claimed-masked = Ya está. Su código permanece oculto hasta que decida mostrarlo.
declined = Tomamos nota. Esta oferta queda apartada.
undone = Deshecho.
closed = Cerrado.

## Lo que está en curso. $day es el día en que empezó

matter-checkout = Un pedido que ha empezado
matter-contact = Una pregunta que nos hizo
matter-complaint = Una reclamación que estamos revisando
matter-since = Desde el { $day }
leave-checkout = Descartar
close-contact = Está resuelto
matters-hidden = Lo que ha empezado o preguntado está oculto.

## La primera línea

greet-visitor = Le damos la bienvenida
greet-prospect = Le damos la bienvenida a { $brand }
greet-new = Gracias por su primer pedido
greet-active = Nos alegra verle de nuevo en el nivel { $tier }
greet-loyal = Gracias por formar parte del nivel { $tier }
greet-at-risk = Nos alegra verle de nuevo. Su nivel es { $tier }
greet-lapsed = Ha pasado un tiempo. Nos alegra verle de nuevo
greet-won-back = Gracias por volver

## La segunda línea

lead-visitor = Esto está abierto a todo el mundo.
lead-start = El nivel { $tier } empieza en { $count ->
    [one] { $count } punto
   *[other] { $count } puntos
}.
lead-since = Con nosotros desde { $month }, { $count ->
    [one] { $count } pedido
   *[other] { $count } pedidos
}.
lead-friends = { $count ->
    [one] { $count } persona a la que invitó ha hecho un pedido. Gracias.
   *[other] { $count } personas a las que invitó han hecho un pedido. Gracias.
}

## En qué punto está cada persona

points = { $count ->
    [one] { $count } punto
   *[other] { $count } puntos
}
progress = { $count ->
    [one] Falta { $count } punto para { $tier }
   *[other] Faltan { $count } puntos para { $tier }
}
kept = { $tier } es su nivel hasta el { $day }
until = Hasta el { $day }
until-time = Hasta el { $day }, { $time }
to-spend = { $count ->
    [one] { $count } punto para gastar
   *[other] { $count } puntos para gastar
}
to-spend-later = { $count ->
    [one] { $count } punto para gastar, { $more } más el { $day }
   *[other] { $count } puntos para gastar, { $more } más el { $day }
}
to-spend-until = { $count ->
    [one] { $count } punto para gastar, hasta el { $day }
   *[other] { $count } puntos para gastar, { $more } de ellos hasta el { $day }
}
owed = { $count ->
    [one] Su próximo punto compensa una devolución
   *[other] Sus próximos { $count } puntos compensan una devolución
}
uses-left = { $count ->
    [0] Agotado hasta el { $day }
    [one] Queda { $count } de { $times } hasta el { $day }
   *[other] Quedan { $count } de { $times } hasta el { $day }
}

## Por qué se muestra una oferta: lo que se observó, nunca lo que se dedujo

for-everyone = Para quienes nos visitan.
for-customers = Para quienes tienen una cuenta aquí.
no-order = Aún no ha hecho ningún pedido.
first-order = Su primer pedido fue el { $day }.
last-order = Su último pedido fue el { $day }.
last-order-month = Su último pedido fue en { $month }.
days-since-order = { $count ->
    [0] Ha hecho un pedido hoy.
    [1] Hizo un pedido ayer.
   *[other] Han pasado { $count } días desde su último pedido.
}
order-days = { $count ->
    [one] Ha hecho pedidos en { $count } día { $within }.
   *[other] Ha hecho pedidos en { $count } días distintos { $within }.
}
returned = Volvió a hacer un pedido el { $day }, después de { $count ->
    [one] { $count } día
   *[other] { $count } días
}.
tier = Su nivel es { $tier }.
orders = { $count ->
    [0] No ha hecho ningún pedido { $within }.
    [1] Ha hecho un pedido { $within }.
   *[other] Ha hecho { $count } pedidos { $within }.
}
spent = Ha gastado { $amount } { $within }.
points-to-next = { $count ->
    [one] Le falta { $count } punto para alcanzar { $tier }.
   *[other] Le faltan { $count } puntos para alcanzar { $tier }.
}
viewed = { $count ->
    [0] No ha visto ningún producto { $within }.
    [one] Ha visto { $count } producto { $within }.
   *[other] Ha visto productos { $count } veces { $within }.
}
added = { $count ->
    [0] No ha añadido nada a su cesta { $within }.
    [one] Ha añadido algo a su cesta una vez { $within }.
   *[other] Ha añadido algo a su cesta { $count } veces { $within }.
}
checkouts = { $count ->
    [0] No ha iniciado ninguna compra { $within }.
    [one] Ha iniciado una compra { $within }.
   *[other] Ha iniciado { $count } compras { $within }.
}
invited = { $count ->
    [0] No ha invitado a nadie { $within }.
    [one] Ha invitado a { $count } persona { $within }.
   *[other] Ha invitado a { $count } personas { $within }.
}
behaviour = { $count ->
    [1] Guarda relación con lo que ha hecho aquí, una vez { $within }.
   *[other] Guarda relación con lo que ha hecho aquí, { $count } veces { $within }.
}
claims-of = { $count ->
    [0] No ha elegido «{ $offer }» hasta ahora.
    [1] Ha elegido «{ $offer }» una vez.
   *[other] Ha elegido «{ $offer }» { $count } veces.
}
uses-of = { $count ->
    [0] No ha utilizado «{ $offer }» hasta ahora.
    [1] Ha utilizado «{ $offer }» una vez.
   *[other] Ha utilizado «{ $offer }» { $count } veces.
}
bought = { $count ->
    [0] No ha comprado nada de «{ $category }» { $within }.
    [one] Ha comprado { $count } artículo de «{ $category }» { $within }.
   *[other] Ha comprado { $count } artículos de «{ $category }» { $within }.
}
bought-this = Guarda relación con lo que compró el { $day }.
looked-at = { $count ->
    [0] No ha visto nada de «{ $category }» { $within }.
    [one] Ha visto algo de «{ $category }» { $within }.
   *[other] Ha visto artículos de «{ $category }» { $count } veces { $within }.
}
looked-at-this = Guarda relación con lo que vio el { $day }.
average-order = { $count ->
    [one] Su pedido ascendió a { $amount }.
   *[other] Sus pedidos ascienden a { $amount } de media.
}
basket-worth = Su cesta suma { $amount }.
basket-empty = Su cesta está vacía.
in-basket = { $count ->
    [0] No hay nada de «{ $category }» en su cesta.
    [one] Hay { $count } artículo de «{ $category }» en su cesta.
   *[other] Hay { $count } artículos de «{ $category }» en su cesta.
}
in-basket-this = Guarda relación con lo que hay en su cesta.
last-viewed = La última vez que vio un producto fue el { $day }.
last-added = La última vez que añadió algo a su cesta fue el { $day }.
last-checkout = La última vez que inició una compra fue el { $day }.
last-invited = La última vez que invitó a alguien fue el { $day }.
last-done = Guarda relación con lo que hizo aquí el { $day }.
points-to-spend = { $count ->
    [0] No tiene puntos para gastar.
    [one] Tiene { $count } punto para gastar.
   *[other] Tiene { $count } puntos para gastar.
}
friends = { $count ->
    [0] Nadie de quienes invitó ha hecho un pedido hasta ahora.
    [one] { $count } persona a la que invitó ha hecho un pedido.
   *[other] { $count } personas a las que invitó han hecho un pedido.
}
benefit-uses = { $count ->
    [0] Ha agotado «{ $benefit }» hasta el { $day }.
    [one] Puede utilizar «{ $benefit }» una vez más hasta el { $day }.
   *[other] Puede utilizar «{ $benefit }» { $count } veces más hasta el { $day }.
}
benefit-given = Su nivel le ofrece «{ $benefit }».
weekday = Hoy es { $weekday }.

## Qué retiraría una oferta

change-day = La oferta es para usted hasta el { $day }.
change-order = La oferta es para usted hasta su próximo pedido.
change-first-order = La oferta es para usted hasta su primer pedido.
change-day-or-order = La oferta es para usted hasta el { $day } o hasta su próximo pedido.
change-day-or-first-order = La oferta es para usted hasta el { $day } o hasta su primer pedido.
change-tier = La oferta es para usted mientras su nivel sea { $tier }.
change-tier-or-higher = La oferta es para usted mientras su nivel sea { $tier } o superior.

## Hasta dónde se mira atrás

within-ever = hasta ahora
within-days = { $count ->
    [1] hoy
    [365] en el último año
   *[other] en los últimos { $count } días
}
