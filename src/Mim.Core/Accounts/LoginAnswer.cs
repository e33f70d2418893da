namespace Mim.Core.Accounts;

/// <summary>What a system said to a log-in.</summary>
public enum LoginAnswer
{
    /// <summary>The password was asked for, and let in.</summary>
    Accepted,

    /// <summary>The account is not let in with it.</summary>
    Refused,

    /// <summary>It was let in without a password: that proves nothing about one.</summary>
    NotAsked,
}
