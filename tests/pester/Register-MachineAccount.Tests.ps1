BeforeDiscovery {
    Import-Module "$PSScriptRoot/PostgresTest.psm1" -Force
    $canRun = [bool](Find-TestPostgres)
}

Describe 'Register-MachineAccount' {
    BeforeAll {
        Import-Module "$PSScriptRoot/MimTest.psm1" -Force
        $store = Initialize-TestStore $TestDrive
        $keeper = New-MachineSecret keeper (ConvertTo-TestSecret 'Keeper-Of-Accounts-1') -UserName mim_keeper
    }

    AfterAll {
        $env:MIM_STORE = $null
    }

    It 'makes an identity with the account as its first target' {
        $identity = Register-MachineAccount shop-db PostgreSql db01.corp.test -Account shop -Administrator keeper -Lifetime 30d -Length 40 -Owner ops@corp.test
        $identity.Kind, $identity.Status, $identity.Subject | Should -Be 'ServiceAccount', 'Active', 'shop'
        $identity.HasPrivateKey | Should -BeTrue
        $target = Get-MachineIdentityTarget shop-db
        $target.Kind, $target.Address | Should -Be 'Account', 'PostgreSql db01.corp.test:5432 shop'
        $target.Settings.UseTls | Should -BeTrue -Because 'it leaves this machine'
        $target.Settings.AdministratorId | Should -Be $keeper.Id
        $target.InstalledVersion | Should -Be 0
    }

    It 'takes names and columns from the pipeline' {
        ('a-db', 'b-db' | Register-MachineAccount -System PostgreSql -Administrator keeper).Subject | Should -Be 'a-db', 'b-db'
        $row = [pscustomobject]@{ Name = 'csv-db'; System = 'PostgreSql'; Server = ''; Port = ''; Account = 'x;y'; Administrator = 'keeper'; Hold = '2h'; Tag = 'a;b' }
        $identity = $row | Register-MachineAccount
        $identity.Tags | Should -Be 'a', 'b'
        (Get-MachineIdentityTarget csv-db).Settings.Accounts | Should -Be 'x', 'y'
        (Get-MachineIdentityTarget csv-db).Settings.Port | Should -Be 5432
    }

    It 'takes the commas of distinguished names for their own' {
        $wiki, $mail = 'cn=wiki,ou=services,dc=corp,dc=test', 'cn=mail,ou=services,dc=corp,dc=test'
        (Register-MachineAccount wiki-ldap Ldap -Account $wiki).Subject | Should -BeExactly $wiki
        $row = [pscustomobject]@{ Name = 'mail-ldap'; System = 'Ldap'; Account = "$mail;$wiki 2"; Administrator = 'keeper' }
        $row | Register-MachineAccount | Out-Null
        (Get-MachineIdentityTarget mail-ldap).Settings.Accounts | Should -BeExactly $mail, "$wiki 2"
    }

    It 'speaks to a domain through TLS only' {
        (Register-MachineAccount backup-svc ActiveDirectory -Account svc-backup -Administrator keeper).Subject | Should -Be svc-backup
        $settings = (Get-MachineIdentityTarget backup-svc).Settings
        $settings.UseTls, $settings.Port | Should -Be $true, 636
    }

    It 'knows where a RabbitMQ node takes log-ins and changes' {
        $null = Register-MachineAccount mq RabbitMq mq01.corp.test -Database /shop -Administrator keeper
        $settings = (Get-MachineIdentityTarget mq).Settings
        $settings.Port, $settings.ManagementPort, $settings.Database | Should -Be 5671, $null, '/shop'
        $null = [pscustomobject]@{ Name = 'mq-here'; System = 'RabbitMq'; ManagementPort = '8672'; Administrator = 'keeper' } | Register-MachineAccount
        (Get-MachineIdentityTarget mq-here).Settings.ManagementPort | Should -Be 8672
        Assert-TestError { Register-MachineAccount pg PostgreSql -ManagementPort 8672 } -Id InvalidArgument -Category InvalidArgument -Target localhost
    }

    It 'knows the accounts of machines, here and over SSH' {
        (Register-MachineAccount here Linux -Account deploy_a, deploy_b -Hold 1d).Subject | Should -Be deploy_a
        (Get-MachineIdentityTarget here).Address | Should -Be 'Linux deploy_a or deploy_b'
        $key = New-MachineSshKey rollout
        $null = Register-MachineAccount far Linux web01.corp.test -Account deploy -Port 2222 -User ops -Sudo -LogInWith rollout -JumpHost ops@edge
        $target = Get-MachineIdentityTarget far
        $target.Address | Should -Be '[web01.corp.test]:2222:Linux deploy'
        $settings = $target.Settings.Host
        $settings.User, $settings.UseSudo, $settings.JumpHost, $settings.LogInWith.IdentityId | Should -Be 'ops', $true, 'ops@edge', $key.Id
        $null = [pscustomobject]@{ Name = 'csv-host'; System = 'Linux'; Server = 'web02.corp.test'; Port = ''; Account = 'deploy'; JumpHost = '' } | Register-MachineAccount
        (Get-MachineIdentityTarget csv-host).Address | Should -Be 'web02.corp.test:Linux deploy'
        Assert-TestError { Register-MachineAccount keeps Linux -Administrator keeper } -Id InvalidArgument -Category InvalidArgument -Target keeps
        Assert-TestError { Register-MachineAccount odd Linux -Account "-c" } -Id InvalidArgument -Category InvalidArgument -Target '-c'
        Assert-TestError { Register-MachineAccount pg PostgreSql db01.corp.test -User ops } -Id InvalidArgument -Category InvalidArgument -Target localhost
        Assert-TestError { Register-MachineAccount far2 Linux web01.corp.test -LogInWith stranger } -Id IdentityNotFound -Category ObjectNotFound -Target stranger
    }

    It 'changes nothing with -WhatIf, and refuses what the real thing would' {
        Assert-ChangesNothing { Register-MachineAccount whatif PostgreSql -WhatIf }
        Assert-TestError { Register-MachineAccount shop-db PostgreSql -WhatIf } -Id IdentityExists -Category ResourceExists -Target shop-db
    }

    It 'reports what breaks a rule' {
        Assert-TestError { Register-MachineAccount pair PostgreSql -Account p, q } -Id InvalidArgument -Category InvalidArgument -Target p
        Assert-TestError { Register-MachineAccount lost PostgreSql -Administrator stranger } -Id IdentityNotFound -Category ObjectNotFound -Target stranger
        $other = [pscredential]::new('other', (ConvertTo-TestSecret x))
        Assert-TestError { Register-MachineAccount both PostgreSql -Account one -Credential $other } -Id InvalidArgument -Category InvalidArgument -Target both
    }

    It 'stops' {
        Assert-Stops 'Register-MachineAccount "stop$([guid]::NewGuid())" PostgreSql -Store $store' @{ store = $store }
    }
}

Describe 'Accounts of a real server' -Skip:(-not $canRun) {
    BeforeAll {
        Import-Module "$PSScriptRoot/MimTest.psm1" -Force
        Import-Module "$PSScriptRoot/PostgresTest.psm1" -Force
        $null = Initialize-TestStore $TestDrive
        $server = Start-TestPostgres
        Invoke-TestSql $server "CREATE ROLE mim_keeper SUPERUSER LOGIN PASSWORD 'Keeper-Of-Accounts-1'; CREATE ROLE shop_a LOGIN PASSWORD 'before-1'; CREATE ROLE shop_b LOGIN"
        $null = New-MachineSecret keeper (ConvertTo-TestSecret 'Keeper-Of-Accounts-1') -UserName mim_keeper
        $at = @{ System = 'PostgreSql'; Server = '127.0.0.1'; Port = $server.Port; Administrator = 'keeper' }

        # What the consumer reads, and whether it lets in.
        function Test-Consumer {
            $user, $password = (Get-Content "$TestDrive/shop.env" -Raw) -split ':'
            $env:PGPASSWORD = $password
            $psql = Join-Path (Find-TestPostgres) psql
            & $psql --host 127.0.0.1 --port $server.Port --username $user --dbname postgres --no-psqlrc --command 'SELECT 1' 2>&1 | Out-Null
            $env:PGPASSWORD = $null
            $LASTEXITCODE -eq 0
        }
    }

    AfterAll {
        $env:MIM_STORE = $null
        Stop-TestPostgres $server
    }

    It 'refuses a password that does not log in' {
        $wrong = [pscredential]::new('shop_a', (ConvertTo-TestSecret wrong))
        Assert-TestError { Register-MachineAccount shop-db @at -Account shop_a, shop_b -Credential $wrong } -Id ProofFailed -Category InvalidOperation -Target shop-db
        Get-MachineIdentity -Kind ServiceAccount | Should -BeNullOrEmpty
    }

    It 'rotates a pair together with the file of its consumer' {
        $right = [pscredential]::new('shop_a', (ConvertTo-TestSecret before-1))
        $null = Register-MachineAccount shop-db @at -Account shop_a, shop_b -Credential $right -Hold 1h
        Set-Content "$TestDrive/template" '{{username}}:{{password}}' -NoNewline
        $null = Add-MachineIdentityTarget shop-db "$TestDrive/shop.env" -TemplateFile "$TestDrive/template"
        (Publish-MachineIdentity shop-db).Outcome | Should -Be 'Completed'
        Test-Consumer | Should -BeTrue
        (Invoke-MachineIdentityRotation shop-db).Outcome | Should -Be 'Overlapping'
        Get-Content "$TestDrive/shop.env" -Raw | Should -Match '^shop_b:'
        Test-Consumer | Should -BeTrue
        (Test-MachineIdentityTarget shop-db).Holds | Should -Be $true, $true
        (Invoke-MachineIdentityRotation shop-db).Outcome | Should -Be 'Skipped' -Because 'the old one is held'
    }

    It 'rotates a vaulted secret into the file of its consumer' {
        $null = New-MachineSecret api-key -UserName api
        Set-Content "$TestDrive/api.template" '{"user":"{{username|json}}","key":"{{password|json}}"}'
        $null = Add-MachineIdentityTarget api-key "$TestDrive/api.json" -TemplateFile "$TestDrive/api.template"
        (Invoke-MachineIdentityRotation api-key).Outcome | Should -Be 'Completed'
        (Get-Content "$TestDrive/api.json" | ConvertFrom-Json).key | Should -BeExactly (Get-MachineSecret api-key -AsPlainText)
    }
}
