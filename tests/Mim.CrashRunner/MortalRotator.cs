using System.Collections.Concurrent;
using System.Text;
using Mim.Core.Accounts;
using Mim.Core.Ports;

namespace Mim.CrashRunner;

/// <summary>A real server's accounts; a change or a log-in may be the last thing that happens.</summary>
internal sealed class MortalRotator(IAccountRotator inner, IWitness witness) : IAccountRotator
{
    private readonly ConcurrentDictionary<string, string> _changed = new(StringComparer.Ordinal);

    public AccountSystem System => inner.System;

    /// <summary>What the accounts that were changed have now, one a line: name and password, each in base64.</summary>
    public IEnumerable<string> Changed => _changed.Select(account => $"{account.Key} {account.Value}");

    public Task ChangeAsync(AccountSettings settings, AccountCredential by, AccountCredential wanted, CancellationToken cancellationToken) =>
        Task.FromResult(witness.Around(() =>
        {
            inner.ChangeAsync(settings, by, wanted, cancellationToken).GetAwaiter().GetResult();
            _changed[Convert.ToBase64String(Encoding.UTF8.GetBytes(wanted.UserName))] = Convert.ToBase64String(wanted.Secret.Span);
            return true;
        }));

    public Task<LoginAnswer> LogInAsync(AccountSettings settings, AccountCredential credential, CancellationToken cancellationToken) =>
        Task.FromResult(witness.Around(() => inner.LogInAsync(settings, credential, cancellationToken).GetAwaiter().GetResult()));
}
