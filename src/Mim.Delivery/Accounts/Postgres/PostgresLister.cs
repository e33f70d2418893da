using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Mim.Core;
using Mim.Core.Accounts;
using Mim.Core.Discovery.Accounts;
using Mim.Core.Ports;

namespace Mim.Delivery.Accounts.Postgres;

/// <summary>
/// Roles of PostgreSQL that may log in, a page of them at a time. The server says whether and how a password is stored, where who asks may
/// know that, and never what is stored. It keeps no last log-in, so that only sessions that are open tell of use.
/// </summary>
internal sealed class PostgresLister(AccountDialer dialer) : IAccountLister
{
    private const int PageSize = 1000;

    public AccountSystem System => AccountSystem.PostgreSql;

    public AccountSource Source => AccountSource.PostgreSql;

    public bool IsWhole(AccountSettings settings) => true;

    public async IAsyncEnumerable<AccountSighting> ListAsync(
        AccountSettings settings, AccountCredential by, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var (last, isMore) = (0L, true); isMore;)
        {
            var after = last;
            var page = await dialer.TalkAsync(settings, (line, token) => PageAsync(line, settings, by, after, token), cancellationToken).ConfigureAwait(false);
            foreach (var role in page)
            {
                last = role.Id;
                yield return role.ToSighting(settings);
            }

            isMore = page.Count == PageSize;
        }
    }

    private static async Task<List<PostgresRole>> PageAsync(
        AccountLine line, AccountSettings settings, AccountCredential by, long after, CancellationToken cancellationToken)
    {
        var session = new PostgresSession(line, settings);
        if (await session.LogInAsync(by, cancellationToken).ConfigureAwait(false) == LoginAnswer.Refused)
        {
            throw new MimException(MimErrorCause.AccessDenied, $"PostgreSQL at {settings.Endpoint} does not let '{by.UserName}' in.", by.UserName);
        }

        var seesPasswords = await AskAsync(session, settings, "SELECT has_table_privilege('pg_catalog.pg_authid', 'SELECT')", cancellationToken).ConfigureAwait(false);
        var rows = await AskAsync(session, settings, Statement(seesPasswords is ["t"], after), cancellationToken).ConfigureAwait(false);
        await PostgresSession.LogOutAsync(line, cancellationToken).ConfigureAwait(false);
        try
        {
            return rows.ConvertAll(row => JsonSerializer.Deserialize<PostgresRole>(row, JsonSerializerOptions.Web)!);
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException("its answer makes no sense.", exception);
        }
    }

    private static async Task<List<string>> AskAsync(PostgresSession session, AccountSettings settings, string statement, CancellationToken cancellationToken)
    {
        var (rows, error) = await session.QueryAsync(statement, cancellationToken).ConfigureAwait(false);
        return error is null ? rows : throw new MimException(
            MimErrorCause.AccessDenied, $"PostgreSQL at {settings.Endpoint} does not tell its roles: {PostgresSession.Reason(error)}", settings.Server);
    }

    private static string Statement(bool seesPasswords, long after)
    {
        const string time = "to_char({0} AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"')";
        var stored = seesPasswords
            ? "(SELECT CASE WHEN p.rolpassword IS NULL THEN 'none' WHEN p.rolpassword LIKE 'md5%' THEN 'md5' ELSE 'scram' END FROM pg_catalog.pg_authid p WHERE p.oid = r.oid)"
            : "NULL";
        return string.Create(CultureInfo.InvariantCulture, $"""
            SELECT json_build_object('id', r.oid::bigint, 'name', r.rolname, 'isSuper', r.rolsuper, 'makesRoles', r.rolcreaterole,
                'replicates', r.rolreplication, 'bypassesRowSecurity', r.rolbypassrls, 'stored', {stored},
                'until', CASE WHEN isfinite(r.rolvaliduntil) THEN {Of(time, "r.rolvaliduntil")} END,
                'comment', shobj_description(r.oid, 'pg_authid'),
                'usedAt', (SELECT {Of(time, "max(a.backend_start)")} FROM pg_catalog.pg_stat_activity a WHERE a.usesysid = r.oid AND a.pid <> pg_backend_pid()))
            FROM pg_catalog.pg_roles r WHERE r.rolcanlogin AND r.oid > {after}::bigint::oid ORDER BY r.oid LIMIT {PageSize}
            """);
    }

    private static string Of(string format, string value) => format.Replace("{0}", value, StringComparison.Ordinal);
}
