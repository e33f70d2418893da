namespace Mim.Core.Delivery;

/// <summary>Settings of one kind of target. Never a secret: passwords are sealed values that the target owns.</summary>
public abstract record TargetSettings
{
    /// <summary>
    /// The machine that it is on, by its own name, where several share the inventory; null where there is only one. Every other
    /// machine leaves it alone: the same path is another file there.
    /// </summary>
    public string? Machine { get; init; }

    /// <summary>Where, for people, and unique within the identity and kind.</summary>
    internal abstract string Address { get; }

    /// <summary>The files it writes; null for kinds that write none.</summary>
    internal abstract FileTargetSettings? FileSettings { get; }
}
