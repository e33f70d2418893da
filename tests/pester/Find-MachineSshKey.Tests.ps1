BeforeDiscovery {
    $canGenerate = $null -ne (Get-Command ssh-keygen -CommandType Application -ErrorAction Ignore)
    $sshd = '/usr/sbin/sshd', (Get-Command sshd -CommandType Application -ErrorAction Ignore)?.Source | Where-Object { $_ -and (Test-Path $_) } |
        Select-Object -First 1
}

Describe 'Find-MachineSshKey' -Skip:(-not $canGenerate) {
    BeforeAll {
        Import-Module "$PSScriptRoot/MimTest.psm1" -Force
        $store = Initialize-TestStore $TestDrive
        $folder = "$TestDrive/keys"
        $null = New-Item -ItemType Directory "$folder/deep"
        ssh-keygen -q -t ed25519 -N '' -C deploy@build -f "$folder/id_ed25519"
        ssh-keygen -q -t rsa -b 2048 -N 'a pass phrase' -C ops@build -f "$folder/deep/id_rsa"
        Set-Content "$folder/deep/authorized_keys" "from=`"10.0.0.0/8`" $(Get-Content "$folder/id_ed25519.pub")"
        Set-Content "$folder/readme.txt" 'nothing to see'
        $fingerprint = (ssh-keygen -l -f "$folder/id_ed25519.pub" -E sha256).Split(' ')[1]
    }

    AfterAll {
        $env:MIM_STORE = $null
    }

    Context 'in files' {
        It 'says what lies where and what is wrong with it' {
            $found = Find-MachineSshKey -Path $folder
            $found.Role | Sort-Object | Should -Be 'PrivateKey', 'PublicKey'
            $found.SshFingerprint | Sort-Object -Unique | Should -Be $fingerprint
            $private = $found | Where-Object Role -EQ PrivateKey
            $private.Comment | Should -Be 'deploy@build'
            $private.KeyAlgorithm | Should -Be 'Ed25519'
            $private.HasPrivateKey | Should -BeTrue
            $private.IsEncrypted | Should -BeFalse
            $private.Health.Rule | Should -Contain 'PrivateKeyUnencrypted'
            Assert-Views $private
        }

        It 'goes into folders when asked' {
            $found = Find-MachineSshKey -Path $folder -Recurse
            $found.Count | Should -Be 5
            $authorized = $found | Where-Object Role -EQ AuthorizedKey
            "$($authorized.Options)" | Should -Be 'from="10.0.0.0/8"'
            $authorized.Line | Should -Be 1
            ($found | Where-Object Derivation).Rounds | Should -BeGreaterThan 0
            (Find-MachineSshKey -Path $folder -Recurse -Exclude '*/deep/*').Count | Should -Be 2
        }

        It 'takes files from the pipeline' {
            (Get-ChildItem $folder -Recurse -Include *.pub | Find-MachineSshKey).Count | Should -Be 2
            ([pscustomobject]@{ Path = "$folder/id_ed25519" } | Find-MachineSshKey).SshFingerprint | Should -Be $fingerprint
            (Find-MachineSshKey -LiteralPath "$folder/id_ed25519").SshFingerprint | Should -Be $fingerprint
        }

        It 'feeds the inventory, which then knows what is there' {
            (Find-MachineSshKey -Path $folder -Recurse | Import-MachineIdentity).Action | Should -Contain 'Added'
            (Find-MachineSshKey -Path "$folder/id_ed25519").KnownAs | Should -Be 'deploy@build'
            (Get-MachineIdentity 'deploy@build').Kind | Should -Be 'SshKey'
        }

        It 'names what is not there' {
            Assert-TestError { Find-MachineSshKey -LiteralPath "$TestDrive/none" } -Id InvalidFile -Category InvalidData -Target "$TestDrive/none"
        }

        It 'lets its caller go on after the first' {
            & { $null = Find-MachineSshKey -Path $folder -Recurse | Select-Object -First 1; 'went on' } | Should -Be 'went on'
        }

        It 'stops' {
            Assert-Stops 'Find-MachineSshKey -Path / -Recurse -Store $store' @{ store = $store }
        }
    }

    Context 'on machines' -Skip:($null -eq $sshd) -ForEach @{ sshd = $sshd } {
        BeforeAll {
            $server = "$TestDrive/sshd"
            $null = New-Item -ItemType Directory $server
            if ((id -u) -eq '0') {
                $null = New-Item -ItemType Directory -Force /run/sshd
            }

            ssh-keygen -q -t ed25519 -N '' -C web01 -f "$server/host"
            $listener = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
            $listener.Start()
            $port = $listener.LocalEndpoint.Port
            $listener.Stop()
            Set-Content "$server/config" @"
ListenAddress 127.0.0.1
Port $port
HostKey $server/host
AuthorizedKeysFile $folder/id_ed25519.pub
PidFile none
StrictModes no
PermitRootLogin prohibit-password
"@
            Set-Content "$server/known_hosts" "[127.0.0.1]:$port $(Get-Content "$server/host.pub")"
            $process = Start-Process $sshd '-D', '-f', "$server/config", '-E', "$server/log" -PassThru
            $deadline = [datetime]::UtcNow.AddSeconds(60)
            while (-not (Test-Connection 127.0.0.1 -TcpPort $port -Quiet) -and [datetime]::UtcNow -lt $deadline) {
                Start-Sleep -Milliseconds 100
            }

            $login = @{ HostName = '127.0.0.1'; Port = $port; IdentityFile = "$folder/id_ed25519"; KnownHostsFile = "$server/known_hosts" }
        }

        AfterAll {
            $process | Stop-Process -Force
        }

        It 'asks servers for their host keys' {
            $found = Find-MachineSshKey "127.0.0.1:$port"
            $found.Role | Should -Be 'HostKey'
            $found.SshFingerprint | Should -Be (ssh-keygen -l -f "$server/host.pub").Split(' ')[1]
            $found.ServerVersion | Should -BeLike 'SSH-2.0-OpenSSH*'
            Assert-Views $found
            ([pscustomobject]@{ ComputerName = '127.0.0.1'; Port = $port } | Find-MachineSshKey).Location | Should -Be "127.0.0.1:$port"
            (Find-MachineSshKey 127.0.0.1 -Port 1).Status | Should -Be 'Refused'
        }

        It 'reads servers from a file, and keeps its place only until it is done' {
            Set-Content "$server/targets" "127.0.0.1:$port # web01", '127.0.0.1:1'
            (Find-MachineSshKey -TargetFile "$server/targets" -Resume "$server/place").Status | Sort-Object | Should -Be 'Found', 'Refused'
            "$server/place" | Should -Not -Exist
            (Find-MachineSshKey -TargetFile "$server/targets" -Exclude '127.0.0.1:1').Status | Should -Be 'Found'
        }

        It 'logs in to hosts, and says when it cannot' {
            $user = id -un
            $found = Find-MachineSshKey @login
            $found.ComputerName | Sort-Object -Unique | Should -Be '127.0.0.1'
            $found | Should -Not -BeNullOrEmpty
            $unknown = Find-MachineSshKey -HostName 127.0.0.1 -Port $port -User $user -KnownHostsFile "$folder/readme.txt"
            $unknown.Status | Should -Be 'HandshakeFailed'
            $unknown.Detail | Should -Match 'Host key verification failed'
        }

        It 'makes a host known as the error says that it can be' {
            $null = New-MachineSshKey advised
            $there = @{ HostName = '127.0.0.1'; Port = $port; User = id -un; IdentityFile = "$folder/id_ed25519" }
            $target = Add-MachineIdentityTarget advised -Account (id -un) -Path "$server/none" @there
            $test = Test-MachineIdentityTarget -Target $target -ErrorVariable errors -ErrorAction SilentlyContinue
            $refused = "$errors $($test.Reason)"
            $refused | Should -BeLike "*No host key of *127.0.0.1*:$port is known; it shows ssh-ed25519 $((ssh-keygen -l -f "$server/host.pub").Split(' ')[1])*"
            $advice = $refused -replace '(?s)^.*its own: ' -replace "(Import-MachineIdentity).*", '$1'
            (Invoke-Expression $advice).Identity.Kind | Should -Be 'SshHostKey'
            (Test-MachineIdentityTarget -Target $target).Reason | Should -Not -Match 'host key'
        }

        It 'goes through another host' {
            $found = Find-MachineSshKey @login -JumpHost "127.0.0.1:$port"
            $found.Status | Should -Contain 'Found'
            (Find-MachineSshKey @login -JumpHost 127.0.0.1:1).Status | Should -Be 'Refused'
        }

        It 'becomes root where it is' -Skip:((id -u) -ne '0' -or -not (Get-Command sudo -ErrorAction Ignore)) {
            (Find-MachineSshKey @login -Sudo).Status | Should -Contain 'Found'
        }

        It 'stops' {
            $silent = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
            $silent.Start()
            try {
                Assert-Stops 'Find-MachineSshKey -HostName 127.0.0.1 -Port $port -Timeout 60s -Store $store' @{
                    store = $store; port = $silent.LocalEndpoint.Port
                }
                Assert-Stops 'Find-MachineSshKey 127.0.0.1 -Port $port -Timeout 60s -Store $store' @{
                    store = $store; port = $silent.LocalEndpoint.Port
                }
            }
            finally {
                $silent.Stop()
            }
        }

        It 'is slow, not wrong, where the system gives it few files' -Skip:(-not (Get-Command prlimit -ErrorAction Ignore)) {
            $silent = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Any, 0)
            $silent.Start()
            try {
                Set-Content "$server/few.ps1" @"
Import-Module '$(Get-TestManifest)'
`$silent = @{ ComputerName = '127.0.1.1-150'; Port = $($silent.LocalEndpoint.Port); Timeout = '2s'; ThrottleLimit = 150 }
"`$((Find-MachineSshKey -HostName (1..80 -replace '^', '127.0.1.') -Port 1 -ThrottleLimit 80 | Where-Object Status -EQ Refused).Count) refused"
"`$((Find-MachineSshKey @silent | Where-Object ConnectTime).Count) connected"
"`$((Find-MachineCertificate @silent | Where-Object ConnectTime).Count) connected"
"@
                prlimit --nofile=340 pwsh -NoProfile -NonInteractive -File "$server/few.ps1" 2>&1 |
                    Should -Be '80 refused', '150 connected', '150 connected'
            }
            finally {
                $silent.Stop()
            }
        }

        It 'goes through this machine' {
            $null = Find-MachineSshKey -ErrorVariable trouble
            $trouble | Should -BeNullOrEmpty
        }
    }
}
