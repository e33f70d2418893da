using Mim.Core.Discovery.Accounts;

namespace Mim.Discovery.Accounts;

/// <summary>One sort of object in exports that are JSON.</summary>
internal interface IExportShape
{
    /// <summary>Whether an object looks like it. Some that do are no accounts.</summary>
    bool Knows(JsonItem item);

    /// <summary>The account that an object tells of; null when it is none.</summary>
    /// <exception cref="FormatException">Something in it makes no sense; the message says what.</exception>
    AccountSighting? Read(JsonItem item);
}
