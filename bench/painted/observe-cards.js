// Runs in the page before its own scripts. Notes when a card came to say how far its job is: at the end of the frame that drew it.
;(() => {
  const painted = []
  Object.assign(window, { takePainted: () => painted.splice(0) })

  // A task that is queued in a frame's callback is reached only after that frame.
  let isInFrame = false
  const afterFrame = (work) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      port1.close()
      work()
    }
    port2.postMessage(undefined)
  }
  const requestFrame = window.requestAnimationFrame.bind(window)
  window.requestAnimationFrame = (callback) =>
    requestFrame((time) => {
      if (!isInFrame) {
        isInFrame = true
        afterFrame(() => {
          isInFrame = false
        })
      }
      callback(time)
    })

  const lastSaid = new Map()
  const look = () => {
    const changed = []
    for (const card of document.querySelectorAll('article[data-job]')) {
      const said = /([\d,]+) of [\d,]+ steps/.exec(card.textContent ?? '')?.[1]
      const id = card.getAttribute('data-job')
      if (said === undefined || lastSaid.get(id) === said) continue
      lastSaid.set(id, said)
      changed.push([id, Number(said.replaceAll(',', ''))])
    }
    if (changed.length === 0) return
    const note = () => {
      const at = performance.timeOrigin + performance.now()
      for (const [id, current] of changed) painted.push({ id, current, at })
    }
    if (isInFrame) afterFrame(note)
    else requestFrame(() => afterFrame(note))
  }
  new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true })
})()
