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

    It 'leaves the accounts of Windows to machines that run it' -Skip:$IsWindows {
        Assert-TestError { Register-MachineAccount svc Windows -Account svc-shop -RestartService } -Id Unsupported -Category NotImplemented -Target svc-shop
        Assert-TestError { Register-MachineAccount svc Windows -Account '.\svc-shop' -WhatIf } -Id Unsupported -Category NotImplemented -Target svc-shop
        Assert-TestError { Register-MachineAccount svc Windows -Account 'CORP\svc' } -Id InvalidArgument -Category InvalidArgument -Target 'CORP\svc'
        Assert-TestError { Register-MachineAccount svc Windows win01.corp.test -Account svc } -Id InvalidArgument -Category InvalidArgument -Target svc
        Assert-TestError { Register-MachineAccount svc Windows -Account a, b } -Id InvalidArgument -Category InvalidArgument -Target a
        Assert-TestError { Register-MachineAccount svc Windows -Administrator keeper } -Id InvalidArgument -Category InvalidArgument -Target svc
        Assert-TestError { Register-MachineAccount svc Linux -RestartService } -Id InvalidArgument -Category InvalidArgument -Target svc
        Get-MachineIdentity 'svc*' | Should -BeNullOrEmpty
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
        function Test-Consumer([string] $file = 'shop.env') {
            $user, $password = (Get-Content "$TestDrive/$file" -Raw) -split ':'
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

    It 'goes on with what a search has found' {
        Invoke-TestSql $server "CREATE ROLE mail LOGIN PASSWORD 'before-1'; COMMENT ON ROLE mail IS 'sends mail'"
        $place = @{ System = 'PostgreSql'; Server = '127.0.0.1'; Port = $server.Port }
        $reader = [pscredential]::new('mim_keeper', (ConvertTo-TestSecret 'Keeper-Of-Accounts-1'))
        $found = (Find-MachineAccount @place -Credential $reader | Where-Object Account -EQ mail | Import-MachineIdentity).Identity
        $found | Set-MachineIdentity -Owner ops@corp.test -Tag team=mail -Criticality High | Out-Null
        Assert-ChangesNothing { Register-MachineAccount $found.Name @at -Account mail -WhatIf }
        Assert-TestError { Register-MachineAccount $found.Name @at -Account shop_b } -Id IdentityExists -Category ResourceExists -Target $found.Name

        $adopted = Register-MachineAccount $found.Name @at -Credential ([pscredential]::new('mail', (ConvertTo-TestSecret before-1)))
        $adopted.Id, $adopted.Version, $adopted.Owner, $adopted.Purpose | Should -Be $found.Id, 2, 'ops@corp.test', 'sends mail'
        $adopted.Criticality, $adopted.Tags | Should -Be 'High', 'team=mail'
        (Get-MachineIdentityAudit -Act AdoptAccount).SubjectName | Should -Be $found.Name
        Set-Content "$TestDrive/template" '{{username}}:{{password}}' -NoNewline
        $null = Add-MachineIdentityTarget $found.Name "$TestDrive/mail.env" -TemplateFile "$TestDrive/template"
        (Invoke-MachineIdentityRotation $found.Name).Outcome | Should -Be 'Completed'
        Get-Content "$TestDrive/mail.env" -Raw | Should -Match '^mail:'
        Test-Consumer mail.env | Should -BeTrue
        Assert-TestError { Register-MachineAccount "$($found.Name)2" @at -Credential ([pscredential]::new('mail', (ConvertTo-TestSecret before-1))) } `
            -Id ProofFailed -Category InvalidOperation -Target "$($found.Name)2"
    }

    It 'rotates a vaulted secret into the file of its consumer' {
        $null = New-MachineSecret api-key -UserName api
        Set-Content "$TestDrive/api.template" '{"user":"{{username|json}}","key":"{{password|json}}"}'
        $null = Add-MachineIdentityTarget api-key "$TestDrive/api.json" -TemplateFile "$TestDrive/api.template"
        (Invoke-MachineIdentityRotation api-key).Outcome | Should -Be 'Completed'
        (Get-Content "$TestDrive/api.json" | ConvertFrom-Json).key | Should -BeExactly (Get-MachineSecret api-key -AsPlainText)
    }
}

Describe 'Accounts that scripts change' {
    BeforeAll {
        Import-Module "$PSScriptRoot/MimTest.psm1" -Force
        $store = Initialize-TestStore $TestDrive
        $keeper = New-MachineSecret keeper (ConvertTo-TestSecret 'Keeper-Of-Accounts-1') -UserName mim_keeper
        $consumer = "$TestDrive/consumer.conf"
        Set-Content "$TestDrive/template" '{{username}}:{{password}}' -NoNewline

        # A system of accounts: a folder with a file for each, which has the hash of its password.
        $folder = (New-Item -ItemType Directory "$TestDrive/accounts").FullName
        $change = {
            param([pscredential] $Credential, [pscredential] $Administrator, [string] $Server)
            $password = [Text.Encoding]::UTF8.GetBytes($Credential.GetNetworkCredential().Password)
            if (-not (Test-Path "$Server/$($Credential.UserName)")) { throw "There is no $($Credential.UserName)." }
            Set-Content "$Server/$($Credential.UserName)" ([Convert]::ToHexString([Security.Cryptography.SHA256]::HashData($password)))
            Set-Content "$Server/by" "$($Administrator.UserName)"
            if (Test-Path "$Server/die-after") { Remove-Item "$Server/die-after"; /bin/kill -KILL $PID; Start-Sleep 60 }
            'It says what it likes.'
        }
        $prove = {
            param($Credential, $Server)
            if (Test-Path "$Server/die-prove") { Remove-Item "$Server/die-prove"; /bin/kill -KILL $PID; Start-Sleep 60 }
            $password = [Text.Encoding]::UTF8.GetBytes($Credential.GetNetworkCredential().Password)
            (Get-Content "$Server/$($Credential.UserName)") -eq [Convert]::ToHexString([Security.Cryptography.SHA256]::HashData($password))
        }
        $byScript = @{ System = 'Script'; Server = $folder; ChangeScript = $change; ProveScript = $prove }

        function Initialize-TestAccount([string] $account) {
            $hash = [Convert]::ToHexString([Security.Cryptography.SHA256]::HashData([Text.Encoding]::UTF8.GetBytes('before-1')))
            Set-Content "$folder/$account" $hash
            [pscredential]::new($account, (ConvertTo-TestSecret before-1))
        }

        function Test-TestAccount([string] $account, [string] $password) {
            & $prove ([pscredential]::new($account, (ConvertTo-TestSecret $password))) $folder
        }

        function Test-Consumer {
            $account, $password = (Get-Content $consumer -Raw) -split ':', 2
            Test-TestAccount $account $password
        }
    }

    AfterAll {
        $env:MIM_STORE = $null
    }

    It 'proves, rotates and takes back with them' {
        $wrong = [pscredential]::new('app', (ConvertTo-TestSecret wrong))
        $right = Initialize-TestAccount app
        Assert-TestError { Register-MachineAccount app @byScript -Credential $wrong } -Id ProofFailed -Category InvalidOperation -Target app
        $identity = Register-MachineAccount app @byScript -Credential $right -Administrator keeper
        $identity.Subject | Should -Be app
        (Get-MachineIdentityTarget app).Address | Should -Be "Script $folder app"
        $null = Add-MachineIdentityTarget app $consumer -TemplateFile "$TestDrive/template"
        $rotated = Invoke-MachineIdentityRotation app
        $rotated.Outcome | Should -Be 'Completed' -Because $rotated.Reason
        Test-TestAccount app before-1 | Should -BeFalse
        Test-Consumer | Should -BeTrue
        Get-Content "$folder/by" | Should -Be mim_keeper
        (Test-MachineIdentityTarget app).Holds | Should -Be $true, $true
        ($rotated | Undo-MachineIdentityRotation).Outcome | Should -Be 'Undone'
        Test-TestAccount app before-1 | Should -BeTrue
    }

    It 'takes whatever goes wrong in one back: <What>' -ForEach @(
        @{ What = 'an error that is thrown'; Changing = { param($Credential) throw "not $($Credential.GetNetworkCredential().Password)" }; Reason = 'not \[removed\]' }
        @{ What = 'an error that is written'; Changing = { param($Credential) Write-Error 'not now' -ErrorAction Continue }; Reason = 'not now' }
        @{ What = 'a change that does not end'; Changing = { param($Credential) Start-Sleep 600 }; Reason = 'did not end within 2 s' }
        @{ What = 'a change that changes nothing'; Changing = { param($Credential) }; Reason = 'not let in' }
        @{ What = 'a proof that says nothing'; Proving = { param($Credential) }; Reason = 'neither \$true nor \$false' }
        @{ What = 'a proof of anything'; Proving = { param($Credential) $true }; Reason = 'another password too' }
    ) {
        $right = Initialize-TestAccount failing
        $how = $byScript.Clone()
        if ($Changing) { $how.ChangeScript = $Changing; $how.TakeBackScript = $byScript.ChangeScript; $how.Credential = $right }
        if ($Proving) { $how.ProveScript = $Proving }
        $null = Register-MachineAccount "failing $What" @how -Account failing -Timeout 0:0:2
        $result = Invoke-MachineIdentityRotation "failing $What" -ErrorAction SilentlyContinue
        $result.Outcome | Should -Be 'RolledBack' -Because $result.Reason
        $result.Reason | Should -Match $Reason
        if ($Changing) { Test-TestAccount failing before-1 | Should -BeTrue }
        Unregister-MachineAccount "failing $What" -Confirm:$false | Out-Null
    }

    It 'goes back by a script of its own' {
        $right = Initialize-TestAccount returning
        $seen = [Collections.Generic.List[string]]::new()
        $null = Register-MachineAccount returning @byScript -Credential $right -TakeBackScript {
            param($Credential, $Server)
            $seen.Add($Credential.GetNetworkCredential().Password)
            & $change $Credential $null $Server
        }
        ((Invoke-MachineIdentityRotation returning) | Undo-MachineIdentityRotation).Outcome | Should -Be 'Undone'
        $seen | Should -Be 'before-1'
        Test-TestAccount returning before-1 | Should -BeTrue
    }

    It 'goes on after a process that was killed <Step>' -Skip:$IsWindows -ForEach @(
        @{ Step = 'after' }
        @{ Step = 'prove' }
    ) {
        $name = "killed-$Step"
        $null = Register-MachineAccount $name @byScript -Credential (Initialize-TestAccount $name)
        Set-Content "$folder/die-$Step" ''
        $pwsh = [Environment]::ProcessPath
        & $pwsh -NoProfile -NonInteractive -Command "Import-Module '$(Get-TestManifest)'; Invoke-MachineIdentityRotation '$name' -Store '$store'" 2>&1 | Out-Null
        "$folder/die-$Step" | Should -Not -Exist -Because 'it died there'
        (Get-MachineIdentityRotation $name).Outcome | Should -Be 'Running'
        (Invoke-MachineIdentityRotation $name).Outcome | Should -Be 'Completed'
        (Test-MachineIdentityTarget $name).Holds | Should -BeTrue
        Test-TestAccount $name before-1 | Should -BeFalse
    }

    It 'refuses scripts that cannot work' {
        Assert-TestError { Register-MachineAccount bare Script } -Id InvalidArgument -Category InvalidArgument -Target bare
        Assert-TestError { Register-MachineAccount blind @byScript -TakeBackScript { 'no parameter' } } -Id InvalidArgument -Category InvalidArgument -Target TakeBackScript
        $how = $byScript.Clone()
        $how.ChangeScript = { param($Credential) exit 1 }
        Assert-TestError { Register-MachineAccount ends @how } -Id InvalidArgument -Category InvalidArgument -Target ChangeScript
        $how = $byScript.Clone()
        $how.System = 'Redis'
        Assert-TestError { Register-MachineAccount other @how } -Id InvalidArgument -Category InvalidArgument -Target other
    }

    It 'stops while a script runs' {
        $null = Initialize-TestAccount slow
        $null = Register-MachineAccount slow @byScript -Timeout 1h
        $how = $byScript.Clone()
        $how.ProveScript = { param($Credential) Start-Sleep 600 }
        $variables = @{ store = $store; how = $how; credential = [pscredential]::new('slow2', (ConvertTo-TestSecret any)) }
        Assert-Stops 'Register-MachineAccount slow2 @how -Credential $credential -Timeout 1h -Store $store' $variables
    }
}
