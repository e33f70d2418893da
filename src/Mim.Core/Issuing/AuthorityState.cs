namespace Mim.Core.Issuing;

/// <summary>Whether an authority issues. Stores keep the number.</summary>
public enum AuthorityState
{
    /// <summary>It issues.</summary>
    Active = 0,

    /// <summary>It is to take the place of another and issues nothing until those who rely on that one trust it too.</summary>
    Prepared = 1,

    /// <summary>It issues nothing new, renewals go to its successor, and it goes on signing revocation lists.</summary>
    Tainted = 2,

    /// <summary>Nothing that it issued is in use: nobody has to trust it any more. It signs revocation lists until it ends.</summary>
    Retired = 3,
}
