namespace Mim.Core.Discovery.Accounts;

/// <summary>What a source says of an account that matters for its health.</summary>
[Flags]
public enum AccountTraits
{
    None = 0,

    /// <summary>The system came with it.</summary>
    BuiltIn = 1 << 0,

    /// <summary>The system itself makes its passwords and changes them.</summary>
    Managed = 1 << 1,

    /// <summary>It can administer the whole system.</summary>
    Privileged = 1 << 2,

    /// <summary>The source keeps when accounts are used: no time means never.</summary>
    UsageKnown = 1 << 3,

    /// <summary>The source tells of its use alone, and not what it is.</summary>
    UsageOnly = 1 << 4,

    PasswordNeverExpires = 1 << 5,

    /// <summary>It may have an empty password.</summary>
    PasswordNotRequired = 1 << 6,

    /// <summary>Its password is empty.</summary>
    PasswordEmpty = 1 << 7,

    /// <summary>Its password can be had back from what is stored.</summary>
    PasswordReversible = 1 << 8,

    /// <summary>Its password is stored by a hash that is guessed quickly.</summary>
    PasswordHashWeak = 1 << 9,

    /// <summary>Kerberos gives anybody what its password can be guessed from (RFC 4120 section 5.2.7).</summary>
    NoPreauthentication = 1 << 10,

    /// <summary>Its Kerberos keys are DES (RFC 6649).</summary>
    WeakEncryption = 1 << 11,

    /// <summary>Who logs in to it by Kerberos hands it all of his rights.</summary>
    UnconstrainedDelegation = 1 << 12,

    /// <summary>It can say for itself who logged in to it, and act as that one.</summary>
    ProtocolTransition = 1 << 13,

    /// <summary>Who answers for it has an account that is disabled.</summary>
    OwnerDisabled = 1 << 14,

    /// <summary>It is root under another name.</summary>
    SecondRoot = 1 << 15,

    /// <summary>It has a password for people, and no second factor.</summary>
    NoSecondFactor = 1 << 16,

    /// <summary>Anybody may take it on.</summary>
    TrustsAnyone = 1 << 17,
}
