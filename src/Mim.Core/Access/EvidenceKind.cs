namespace Mim.Core.Access;

/// <summary>What was done with an identity. Stores keep the number.</summary>
public enum EvidenceKind
{
    /// <summary>It stood somewhere.</summary>
    Seen = 0,

    /// <summary>Somebody logged in with it.</summary>
    Authenticated = 1,

    /// <summary>Its secret was handed out.</summary>
    Read = 2,
}
