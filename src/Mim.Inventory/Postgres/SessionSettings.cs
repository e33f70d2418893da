using Npgsql;

namespace Mim.Inventory.Postgres;

/// <summary>What every connection is told before its first use.</summary>
internal sealed class SessionSettings(TimeSpan lockPatience)
{
    // A writer that hangs must not keep the others from writing for longer than they wait. Queries here are too short for
    // compiling them to pay, and a store lies in memory or on flash, where the server's default takes indexes for too dear.
    private readonly string _settings =
        $"""
        SET lock_timeout = {(int)lockPatience.TotalMilliseconds};
        SET idle_in_transaction_session_timeout = {(int)lockPatience.TotalMilliseconds / 2};
        SET synchronous_commit = on;
        SET tcp_keepalives_idle = 30;
        SET tcp_keepalives_interval = 10;
        SET tcp_keepalives_count = 3;
        SET jit = off;
        SET random_page_cost = 1.1
        """;

    public NpgsqlDataSourceBuilder Apply(NpgsqlDataSourceBuilder builder)
    {
        builder.UsePhysicalConnectionInitializer(
            connection =>
            {
                using var command = new NpgsqlCommand(_settings, connection);
                command.ExecuteNonQuery();
            },
            async connection =>
            {
                var command = new NpgsqlCommand(_settings, connection);
                await using (command.ConfigureAwait(false))
                {
                    await command.ExecuteNonQueryAsync().ConfigureAwait(false);
                }
            });
        return builder;
    }
}
