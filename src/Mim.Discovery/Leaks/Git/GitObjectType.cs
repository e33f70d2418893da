namespace Mim.Discovery.Leaks.Git;

/// <summary>What an object is, by the numbers of pack files (gitformat-pack).</summary>
internal enum GitObjectType
{
    None = 0,
    Commit = 1,
    Tree = 2,
    Blob = 3,
    Tag = 4,

    /// <summary>A change of an object that lies before it in the same pack.</summary>
    OffsetDelta = 6,

    /// <summary>A change of an object with some id.</summary>
    ReferenceDelta = 7,
}
