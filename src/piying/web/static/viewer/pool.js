// Three players for any number of slides: the one that is shown, the next, and the one before.

import { Player } from "./player.js";

const SIZE = 3;

/** @typedef {{index: number, frame: HTMLElement}} Seat a slide as far as the pool knows it */

export class Pool {
  /** @param {(what: "refused"|"cut"|"broken", player: Player) => void} failed */
  constructor(failed) {
    this.players = Array.from({ length: SIZE }, () => new Player(failed));
    /** @type {Map<Player, Seat>} */
    this.seats = new Map();
  }

  /** The player that sits at a slide, if one does. @param {number} index */
  at(index) {
    return this.players.find((one) => one.card && this.seats.get(one)?.index === index) ?? null;
  }

  /** A player for a slide: the one that is there, else the one farthest from `current`.
   *  @param {Seat} seat @param {number} current */
  take(seat, current) {
    const there = this.at(seat.index);
    if (there) return there;
    const far = (/** @type {Player} */ one) => one.card ? Math.abs((this.seats.get(one)?.index ?? 0) - current) : Infinity;
    const free = this.players.reduce((best, one) => far(one) > far(best) ? one : best);
    free.release();
    this.seats.set(free, seat);
    seat.frame.insertBefore(free.video, seat.frame.querySelector(".sky"));
    return free;
  }

  /** Lets go of whatever sits at a slide. @param {number} index */
  leave(index) {
    const there = this.at(index);
    if (!there) return;
    there.release();
    there.video.remove();
    this.seats.delete(there);
  }

  /** Pauses all but one. @param {Player|null} one */
  quiet(one) {
    for (const other of this.players) if (other !== one && other.card) other.demote();
  }
}
