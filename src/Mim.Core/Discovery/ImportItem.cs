using Mim.Core.Audit;
using Mim.Core.Identities;
using Mim.Core.Ports;

namespace Mim.Core.Discovery;

/// <summary>One thing to import, which waits for the transaction of its group. May be worked more than once, in transactions that did not commit.</summary>
/// <param name="What">Names it in errors.</param>
/// <param name="Work">Brings it into the inventory; null when there was nothing to do.</param>
/// <param name="Name">The kind and name that it will have unless another has them; null when that shows only later.</param>
/// <param name="Fingerprint">Of the credential, as <see cref="CredentialVersion.Fingerprint"/>; null when there is none.</param>
/// <param name="Owned">Key material that goes with it.</param>
/// <param name="Add">
/// Adds it as an identity that nobody has, at that time, and says by which act; null when it takes more than its name to tell that it
/// is new.
/// </param>
internal sealed record ImportItem(
    string What,
    Func<IInventoryTransaction, ActScope, ImportGroup, ImportResult?> Work,
    (IdentityKind Kind, string Name)? Name = null,
    string? Fingerprint = null,
    IDisposable? Owned = null,
    Func<IInventoryTransaction, ImportGroup, DateTimeOffset, (ImportResult Result, Act Act)>? Add = null);
