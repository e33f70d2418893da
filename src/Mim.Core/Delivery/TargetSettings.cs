namespace Mim.Core.Delivery;

/// <summary>Settings of one kind of target. Never a secret: passwords are sealed values that the target owns.</summary>
public abstract record TargetSettings
{
    /// <summary>
    /// The machine that works on it, by its own name, where several share the inventory; null where there is only one, and for a
    /// target on another host that any of them can log in to. Every other machine leaves it alone: the same path is another file there.
    /// </summary>
    public string? Machine { get; init; }

    /// <summary>The host that it is on, where that is reached over SSH; null for the machine that works on it.</summary>
    public TargetHost? Host { get; init; }

    /// <summary>Whether it is another place for each machine that works on it.</summary>
    internal virtual bool IsOfMachine => Host is null or { HasFiles: true };

    /// <summary>Where, for people, and unique within the identity and kind.</summary>
    internal string Address => Host is null ? Place : $"{Host}:{Place}";

    /// <summary>Where on its machine.</summary>
    internal abstract string Place { get; }

    /// <summary>The files it writes; null for kinds that write none.</summary>
    internal abstract FileTargetSettings? FileSettings { get; }
}
