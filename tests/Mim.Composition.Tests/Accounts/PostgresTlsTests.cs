using Mim.Testing.Programs;

namespace Mim.Composition.Tests.Accounts;

[RequiresPostgres]
public sealed class PostgresTlsTests : AccountTlsSuite
{
    // The one that tests share has no TLS: every client would make use of it.
    private static readonly Lazy<PostgresAccounts> _accounts = new(() => new PostgresAccounts(new PostgresServer(new PostgresOptions
    {
        Tls = (AccountServerTls.CertificateFile, AccountServerTls.KeyFile),
    })));

    protected override AccountServer Server => _accounts.Value;
}
