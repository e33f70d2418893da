namespace Mim.Core.Discovery;

public enum ImportAction
{
    Added,
    Updated,
    Unchanged,

    /// <summary>A certificate that was renewed elsewhere became the next version of its identity.</summary>
    Renewed,

    /// <summary>Something else was at that place before.</summary>
    Changed,

    /// <summary>What was at that place is there no longer.</summary>
    Gone,
}
