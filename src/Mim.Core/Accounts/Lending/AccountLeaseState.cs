namespace Mim.Core.Accounts.Lending;

/// <summary>How a lease stands.</summary>
public enum AccountLeaseState
{
    /// <summary>The borrower has it.</summary>
    Lent,

    /// <summary>It was given back, and has not been rotated yet.</summary>
    Returned,

    /// <summary>Its time is over, and it has not been rotated yet.</summary>
    Ended,

    /// <summary>It was rotated since: the password that was lent is refused, and the account can be lent again.</summary>
    Freed,
}
