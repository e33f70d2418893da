namespace Mim.Core.Accounts;

/// <summary>How an account comes to its next password.</summary>
public enum AccountStrategy
{
    /// <summary>One account, whose old password is refused as soon as it has the next one.</summary>
    InPlace,

    /// <summary>Two accounts that take turns, so that the old one lets in beside the new one for a while.</summary>
    Pair,
}
