using Mim.Core.Audit;
using Mim.Core.Stores;

namespace Mim.Core;

/// <summary>The way in: opens sessions over wired adapters. The PowerShell side reaches it through its private load context.</summary>
public interface IMimComposition
{
    /// <summary>Opens a store; one that is missing is made, with a key file beside it, when the reference says so.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.StoreNotFound"/> and other troubles of opening.</exception>
    MimSession Open(StoreReference reference, ActContext context, CancellationToken cancellationToken);

    /// <summary>Makes a new store with the recipients that <paramref name="options"/> name, and opens it.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.StoreExists"/>.</exception>
    MimSession Initialize(StoreReference reference, NewStore options, ActContext context, CancellationToken cancellationToken);

    /// <summary>Puts a backup in the place of a store, keeping what was there beside it, and records the act.</summary>
    void Restore(string backup, StoreReference reference, bool overwrite, ActContext context, CancellationToken cancellationToken);
}
