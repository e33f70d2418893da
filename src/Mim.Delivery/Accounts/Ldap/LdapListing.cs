using System.Formats.Asn1;
using System.Runtime.CompilerServices;
using System.Text;
using System.Threading.Channels;
using Mim.Core;
using Mim.Core.Accounts;
using Mim.Core.Discovery.Accounts;

namespace Mim.Delivery.Accounts.Ldap;

/// <summary>
/// Goes through the accounts of a directory over one connection, a page at a time. The time-out of the settings holds for each page; who
/// reads slower than the directory answers makes it wait.
/// </summary>
internal sealed class LdapListing(AccountDialer dialer, AccountSettings settings)
{
    private const int PageSize = 500;

    /// <param name="logIn">Logs in, or says that it cannot.</param>
    /// <param name="search">What to look for, known after the log-in.</param>
    /// <param name="read">Makes an account of an entry; null for what is none.</param>
    /// <param name="cancellationToken">Closes the connection and ends at once.</param>
    public async IAsyncEnumerable<AccountSighting> RunAsync(
        Func<LdapLine, CancellationToken, Task> logIn,
        Func<LdapLine, CancellationToken, Task<LdapSearch>> search,
        Func<LdapLine, LdapEntry, CancellationToken, Task<AccountSighting?>> read,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var accounts = Channel.CreateBounded<AccountSighting>(PageSize);
        var work = Task.Run(
            async () =>
            {
                try
                {
                    await dialer.TalkAsync(settings, (line, renew, token) => TalkAsync(line, renew, logIn, search, read, accounts.Writer, token), end.Token)
                        .ConfigureAwait(false);
                    accounts.Writer.Complete();
                }
                catch (Exception exception)
                {
                    accounts.Writer.Complete(exception);
                }
            },
            CancellationToken.None);
        try
        {
            await foreach (var account in accounts.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return account;
            }
        }
        finally
        {
            await end.CancelAsync().ConfigureAwait(false);
            await work.ConfigureAwait(false);
        }
    }

    private async Task<bool> TalkAsync(
        AccountLine line,
        Action renew,
        Func<LdapLine, CancellationToken, Task> logIn,
        Func<LdapLine, CancellationToken, Task<LdapSearch>> search,
        Func<LdapLine, LdapEntry, CancellationToken, Task<AccountSighting?>> read,
        ChannelWriter<AccountSighting> accounts,
        CancellationToken cancellationToken)
    {
        var directory = new LdapLine(line);
        await logIn(directory, cancellationToken).ConfigureAwait(false);
        var wanted = await search(directory, cancellationToken).ConfigureAwait(false);
        byte[] cookie = [];
        do
        {
            var (result, page) = await directory.PageAsync(wanted.Page(PageSize, cookie), PageSize, cancellationToken).ConfigureAwait(false);
            if (!result.Succeeded)
            {
                throw new MimException(
                    MimErrorCause.AccessDenied, $"{settings.System} at {settings.Endpoint} does not list '{wanted.Below}': {result}", settings.Server);
            }

            foreach (var entry in page.Entries)
            {
                renew();
                if (await read(directory, entry, cancellationToken).ConfigureAwait(false) is { } account)
                {
                    await accounts.WriteAsync(account, cancellationToken).ConfigureAwait(false);
                }
            }

            cookie = page.Cookie;
            renew();
        }
        while (cookie.Length > 0);
        await directory.LeaveAsync(cancellationToken).ConfigureAwait(false);
        return true;
    }
}
