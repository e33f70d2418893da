namespace Mim.Core.Tokens;

/// <summary>Why a token is not accepted.</summary>
public enum TokenTrouble
{
    None,

    /// <summary>Cut short or mistyped, as its checksum says, or no token at all.</summary>
    Malformed,

    /// <summary>Not of this store.</summary>
    Unknown,

    /// <summary>Revoked, suspended or disposed of.</summary>
    Revoked,

    /// <summary>Another took its place.</summary>
    Superseded,

    Expired,

    /// <summary>It is for another service.</summary>
    WrongAudience,

    /// <summary>It is not for that.</summary>
    MissingScope,

    /// <summary>It came from elsewhere than it may.</summary>
    WrongNetwork,

    /// <summary>It was used as often as it may be.</summary>
    UsedUp,

    /// <summary>No key that is trusted signed it.</summary>
    WrongSignature,

    /// <summary>It is of another issuer.</summary>
    WrongIssuer,

    /// <summary>It begins later.</summary>
    NotYetValid,
}
