/* An open form tells the desk every half minute that it is open, and its person who else has it open. */

'use strict';
{
    const EVERY = 30_000; // Milliseconds; the desk forgets a form after two minutes.
    const ENDED = 'Your session has ended. What you typed is still here: save it, and you will be asked to sign in first.';

    function watch(notice) {
        const form = notice.closest('form');
        const send = (words) => {
            const said = new FormData();
            said.set('csrfmiddlewaretoken', form.elements.csrfmiddlewaretoken.value);
            for (const [name, value] of Object.entries(words)) {
                said.set(name, value);
            }
            return said;
        };

        /* Only what is new is said: a screen reader would read the same again. */
        function say(sentences) {
            if (sentences.join() !== [...notice.children].map((one) => one.textContent).join()) {
                notice.replaceChildren(...sentences.map((sentence) => {
                    const paragraph = document.createElement('p');
                    paragraph.textContent = sentence;
                    return paragraph;
                }));
            }
        }

        async function beat() {
            try {
                const answer = await fetch(notice.dataset.address, {
                    method: 'POST', body: send({token: notice.dataset.token}), redirect: 'manual',
                });
                if (answer.ok) {
                    say((await answer.json()).sentences);
                } else if (answer.type === 'opaqueredirect') {
                    say([ENDED]);
                }
            } catch {
                // No connection just now: the next sign may get through.
            }
        }

        setInterval(beat, EVERY);
        document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && beat());
        window.addEventListener('pagehide', () => {
            navigator.sendBeacon(notice.dataset.address, send({left: notice.dataset.since}));
        });
    }

    for (const notice of document.querySelectorAll('.desk-open[data-address]')) {
        watch(notice);
    }
}
