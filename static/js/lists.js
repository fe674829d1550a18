/* A list that htmx filters in its place: what is said, where the reader was, and what else on the page follows. */

'use strict';
{
    // Outside the list, but about the question that is asked of it.
    const FOLLOWING = [
        'link[rel=canonical]', 'link[rel=alternate]', '.site-language', '.edition-banner', '.site-nav a', '.print-foot',
    ];
    let kept = null;
    let place = () => null;

    const listing = () => document.getElementById('listing');

    /* How the place of a reader is found in the list that comes, where it has no name by which htmx would find it. */
    function again(one) {
        const fold = one?.matches('summary') && one.parentElement.id;
        const address = one?.matches('.entries a[href]') && one.getAttribute('href');
        if (fold) {
            return () => document.querySelector(`#${CSS.escape(fold)} > summary`);
        }
        return () => address && listing().querySelector(`.entries a[href="${CSS.escape(address)}"]`);
    }

    /* Which folds are open, and what is being typed: the list that comes knows neither. */
    function keep() {
        const typing = document.activeElement?.closest('#listing input:is([type=search], [type=text])');
        place = again(document.activeElement?.closest('#listing :focus'));
        kept = {
            folds: [...listing().querySelectorAll('details[id]')].map((one) => [one.id, one.open]),
            typing: typing && [typing.id, typing.value],
        };
    }

    function restore() {
        for (const [id, open] of kept?.folds ?? []) {
            document.getElementById(id)?.toggleAttribute('open', open);
        }
        const field = kept?.typing && document.getElementById(kept.typing[0]);
        if (field) {
            field.value = kept.typing[1];
        }
        kept = null;
    }

    /* The parts of the page around the list, taken from the answer. */
    function follow(answer) {
        const page = new DOMParser().parseFromString(answer, 'text/html');
        for (const selector of FOLLOWING) {
            const come = page.querySelectorAll(selector);
            document.querySelectorAll(selector).forEach((one, place) => come[place] && one.replaceWith(come[place]));
        }
    }

    /* Says the new count to those who do not see it, and leaves nobody without a place on the page. */
    function settle() {
        const count = document.getElementById('count');
        const notes = [...listing().querySelectorAll('[role=status] li')].map((one) => one.textContent);
        document.getElementById('said').textContent = [count.textContent, ...notes].join('. ');
        if (document.activeElement === document.body) {
            (place() || count).focus({preventScroll: true});
        }
    }

    document.addEventListener('htmx:beforeSwap', () => keep());
    document.addEventListener('htmx:afterSwap', (event) => {
        // Going back brings a list too, without a request of its own; see below.
        if (event.detail.xhr) {
            restore();
            follow(event.detail.xhr.responseText);
        }
    });
    document.addEventListener('htmx:afterSettle', () => settle());
    document.addEventListener('htmx:historyRestore', (event) => {
        if (event.detail.serverResponse) {
            follow(event.detail.serverResponse);
        }
        settle();
    });
    // Where no list came, the browser goes there itself and shows what there is to show.
    for (const failure of ['htmx:responseError', 'htmx:sendError']) {
        document.addEventListener(failure, (event) => location.assign(event.detail.pathInfo.finalRequestPath));
    }
    document.addEventListener('htmx:historyCacheMissLoadError', () => location.reload());
}
